"""Verbs in -er: the most used ones, by which a form is known to be a verb's.

Chosen by the frequency of their unmistakable forms in general French and in press releases. Beside them every base in
-is and -ifi is one of a verb: new verbs are mostly made in -iser and -ifier.
"""

from __future__ import annotations

VERBS_IN_ER = """
abaisser abandonner abdiquer abîmer abonder abonner aborder aboyer abreuver abréger abriter abroger absenter absorber
abuser accabler accaparer accentuer accepter accéder accélérer acclamer acclimater accoler accommoder accompagner
accorder accoster accoucher accoupler accréditer accrocher accumuler accuser acharner acheminer acheter achever
acidifier acquiescer acquitter acter actionner activer actualiser adapter additionner adhérer adjuger administrer
admirer adonner adopter adorer adosser adresser adsorber aduler aérer affairer affaisser affamer affecter affectionner
afficher affilier affiner affirmer affleurer affliger affluer affoler affréter affronter affubler agacer agencer
agenouiller agglomérer agglutiner aggraver agiter agoniser agresser agréer agréger agrémenter agripper aider aiguiller
aiguiser aimer ajourner ajouter ajuster alarmer alerter aliéner aligner alimenter allaiter aller allécher alléger
alléguer allier allonger allouer allumer alterner altérer amadouer amalgamer amarrer amasser ambitionner amender
amener amenuiser améliorer aménager amonceler amorcer amplifier amputer amuser analyser ancrer anesthésier angoisser
animer annexer annihiler annoncer annuler anticiper apaiser apitoyer appareiller apparenter appâter appeler appliquer
apporter apposer apprécier appréhender apprêter apprivoiser approcher approprier approuver approvisionner appuyer
apurer arbitrer arborer archiver arguer argumenter armer arnaquer arpenter arracher arranger arrêter arrimer arriver
arroger arroser articuler asperger asphyxier aspirer assaisonner assassiner assembler assener assécher asséner
assiéger assigner assimiler assister associer assommer assumer assurer attacher attaquer attarder atteler attenter
attester atténuer attirer attiser attraper attribuer attrister auditionner augmenter augurer ausculter authentifier
autofinancer automatiser autoriser avaler avaliser avancer avantager aventurer aveugler avérer aviser avoisiner
avorter avouer axer bafouer bafouiller bagarrer baigner bailler baiser baisser balader balancer balayer balbutier
baliser banaliser bander baptiser barber barbouiller barrer barricader basculer baser batailler bavarder baver bâiller
bercer berner beugler bénéficier bidouiller bifurquer blaguer blâmer blesser bloguer bloquer bluffer boiter bombarder
bomber bonifier booster border borner bosser botter boucher boucler bouder bouffer bouger bouillonner bouleverser
bourdonner bourgeonner bourrer bousculer bousiller boxer boycotter brailler brancher branler braquer brasser braver
breveter bricoler brider briefer briguer briller briser brocarder brocher broder broncher bronzer brosser brouiller
brouter broyer bruisser brusquer brutaliser brûler buter butiner bûcher cabrer cacher cadrer calculer caler calibrer
calmer calomnier calquer cambrioler camoufler camper canaliser cantonner capitaliser capituler capoter capter captiver
capturer caracoler caractériser caresser caricaturer cartographier cartonner caser casser castrer cataloguer catalyser
catégoriser causer cautionner câliner ceinturer censurer centraliser centrer cerner certifier cesser céder célébrer
chahuter chamailler chambouler chambrer chanceler changer chanter chantonner chapeauter charger charmer chasser
chatouiller chatoyer chauffer chausser chavirer châtier cheminer chercher chevaucher chialer chier chiffrer chipoter
choper chopper choquer chouchouter chômer chuchoter chuter cibler cicatriser cimenter cingler circuler cirer citer
civiliser clamer claquer clarifier classer classifier cligner clignoter cliquer cliver clocher cloisonner cloner
clouer clôturer coacher coaguler cocher coder codifier codiriger coexister cofinancer cofonder cogérer cogiter cogner
cohabiter coiffer coincer coïncider collaborer collecter collectionner coller colmater coloniser colorer colorier
colporter coltiner combiner combler commander commanditer commencer commenter commercialiser commémorer communier
communiquer comparer compenser compiler complexifier compléter complimenter compliquer comploter comporter composer
compresser comprimer comptabiliser compter concentrer concerner concerter concéder concilier concocter concorder
concrétiser concurrencer condamner condenser conditionner confectionner confesser conférer confier configurer confiner
confirmer confisquer conformer conforter confronter congeler congédier conjuguer conjurer connecter consacrer
conseiller conserver considérer consigner consister consoler consolider consommer conspirer constater consterner
constituer consulter consumer contacter contaminer contempler contenter conter contester continuer contourner
contracter contractualiser contrarier contraster contre-attaquer contre-braquer contre-buter contre-indiquer contre-
manifester contre-miner contre-passer contre-plaquer contre-sceller contre-tirer contrebalancer contrecarrer contrer
contresigner contribuer contrôler converger converser convier convoiter convoquer convoyer coopérer coordonner
coorganiser copier copiloter copuler corner corriger corroborer corroder corser coter cotiser coucher couiner couler
coulisser couper coupler courber couronner courtiser couver coûter covoiturer côtoyer cracher cramer cramponner
craquer creuser crever créditer créer crépiter crier criminaliser crisper crisser cristalliser critiquer croiser
croquer crouler crowdsourcer crucifier cuisiner culbuter culminer culpabiliser cultiver cumuler daigner danser dater
demander demeurer dessaler desserrer dessécher dessiner destiner destituer devancer deviner deviser déambuler déballer
débarquer débarrasser débarrer débaucher débiter déblatérer déblayer débloquer déborder déboucher débouler débourser
débouter débrancher débrayer débrouiller débusquer débuter décalcifier décaler décaper décapiter déceler décentraliser
décerner décéder déchaîner déchanter décharger déchiffrer déchiqueter déchirer décider décimer déclamer déclarer
déclasser déclencher décliner décocher décoder décoiffer décoller décolorer décomposer décompresser décompter
déconcerter décongestionner déconnecter déconner déconseiller décorer décortiquer découler découper découpler
décourager décréter décrier décrocher décrypter décupler dédaigner dédicacer dédier dédommager dédouaner dédoubler
dédramatiser défavoriser déferler déférer défier défigurer défiler défoncer déformer défouler défrayer défricher
dégager dégainer dégénérer dégommer dégonfler dégoter dégouliner dégoûter dégrader dégraisser dégringoler déguiser
déguster déhancher déjeuner déjouer délaisser délecter délester déléguer délibérer délier délimiter délirer déliter
délivrer délocaliser déloger démanger démanteler démaquiller démarcher démarquer démarrer démasquer dématérialiser
démembrer démener déménager démêler démissionner démocratiser démonter démontrer démoraliser démotiver démultiplier
démystifier démythifier dénaturer dénicher dénier dénigrer dénombrer dénommer dénoncer dénoter dénouer dénuder
dépanner départager dépasser dépayser dépecer dépeigner dépenser dépêcher dépister déplacer déplier déplorer déployer
déporter déposer déposséder dépouiller dépoussiérer déprécier déprimer déraciner dérailler déranger déraper dériver
dérober déroger dérouler dérouter désabonner désactiver désagréger désaliniser désaltérer désamorcer désapprouver
désarmer désavantager désavouer désenclaver désengager désengorger déserter désespérer déséquilibrer déshabiller
désherber déshériter déshonorer déshumaniser désigner désinfecter désintégrer désintéresser désirer désister
désobliger désodoriser désoler désolidariser désopiler désorganiser déstabiliser détacher détailler détecter déterger
déterminer déterrer détester détériorer détonner détourner détrôner dévaler dévaliser dévaloriser dévaluer dévaster
développer déverrouiller déverser dévier dévisager dévisser dévoiler dévorer dévouer diagnostiquer dialoguer dicter
diffamer différencier différer diffuser digérer digitaliser dilapider dilater diligenter diluer dimensionner diminuer
diriger discerner discontinuer discréditer discriminer disculper discuter disloquer dispenser disperser disposer
disputer disqualifier disserter disséminer disséquer dissimuler dissiper dissocier dissoner dissuader distancer
distiller distinguer distribuer divaguer diverger diversifier diviser divorcer divulguer dîner documenter domicilier
dominer dompter donner doper dorer doser doter double-cliquer doubler doucher douter draguer drainer dramatiser draper
dresser dribbler droguer duper dupliquer durer dynamiser dynamiter effacer effarer effectuer effleurer effondrer
efforcer effrayer effriter emballer embarquer embarrasser embaucher embaumer embêter emboîter embouteiller embraser
embrasser embrouiller emmagasiner emmener emmerder emménager emmêler empaler emparer empester empêcher empiéter
empiler empirer employer empocher empoigner empoisonner emporter empresser emprisonner emprunter encadrer encaisser
encastrer encenser encercler enchaîner enchanter enchevêtrer enclencher encombrer encourager enculer endetter
endeuiller endiguer endommager endosser endurer enfanter enfermer enfiler enflammer enfler enfoncer enfourcher enfumer
engager engendrer englober engouffrer engraisser engranger engueuler enivrer enjamber enjoliver enlacer enlever
enliser ennuyer enquêter enraciner enrager enrayer enregistrer enrober enrouler enrôler ensanglanter enseigner
ensemencer enserrer ensorceler entacher entailler entamer entasser enterrer entériner entêter enthousiasmer entonner
entourer entraider entraîner entraver entre-déchirer entre-dévorer entre-heurter entre-regarder entre-tisser entre-
tuer entrechoquer entrecroiser entrelacer entremêler entreposer entrer entretuer envelopper envenimer envier
environner envisager envoler envoûter envoyer errer escalader escompter escorter escroquer espacer espérer espionner
esquisser esquiver essaimer essayer essouffler essuyer estimer estomper euthanasier exacerber exagérer exalter
examiner exaspérer exaucer exceller excéder exciter exclamer excréter excuser exempter exercer exécuter exfolier
exhaler exhiber exhorter exhumer exiger exiler exister exonérer exorciser expatrier expédier expérimenter expier
expirer expliciter expliquer exploiter explorer exploser exporter exposer exprimer exproprier expulser extasier
exterminer externaliser extérioriser extirper extorquer extrader extrapoler exulter ébaucher ébranler écarter
échafauder échanger échapper écharper échauffer échelonner échouer éclabousser éclairer éclater éclipser écoeurer
économiser écoper écorcher écouler écourter écouter écraser écrier écrouler écumer édicter édifier éditer édulcorer
éduquer égaler égaliser égarer égayer égorger égrener éjecter élaborer élancer électrifier électriser élever éliminer
éloigner élucider éluder émailler émanciper émaner émerger émerveiller émigrer énerver énoncer énumérer épancher
épargner éparpiller épater épauler épeler épeurer épier épiler épingler éplucher éponger épouser époustoufler éprouver
épuiser épurer équilibrer équiper éradiquer éreinter ériger éroder étager étaler étancher étayer éterniser éternuer
étinceler étioler étiqueter étirer étoffer étonner étouffer étrangler étrenner étudier évacuer évader évaluer
évangéliser évaporer éveiller éventrer évertuer évincer éviter évoluer évoquer fabriquer faciliter facturer façonner
falsifier familiariser faner fantasmer fasciner fatiguer faucher faufiler fausser favoriser fâcher fermenter fermer
ferrer fertiliser fesser festoyer feuilleter féconder fédérer féliciter fêler fêter fiancer ficher fidéliser figer
figurer filer filmer filtrer finaliser financer fissurer fixer flageller flairer flamber flanquer flasher flatter
flâner flinguer flipper flirter flotter fluctuer fluidifier focaliser foirer foisonner fomenter foncer fonctionner
fonder forcer forer forger formaliser formater former formuler fortifier foudroyer fouetter fouiller fouiner fouler
fourmiller fourrer fracasser fractionner fracturer fragiliser fragmenter franciser frapper fraterniser frauder frayer
fredonner freiner fréquenter frétiller friser frissonner froisser froncer frotter frôler fructifier frustrer fulminer
fumer fuser fusiller fusionner fustiger gagner galoper galvaniser gangrener garder garer gargariser gaspiller gaver
gazouiller gâcher gâter geler germer gesticuler généraliser générer géolocaliser géoréférencer gérer gêner gicler
gifler gigoter glacer glander glaner glisser globaliser glorifier glousser gober goinfrer gommer gonfler gouverner
goûter graisser gratifier gratter graver graviter greffer grelotter grever griffer grignoter griller grimacer grimper
grincer griser grisonner grogner gronder grouiller grouper gruger guetter gueuler guider habiliter habiller habiter
habituer hacher hacker haleter halluciner handicaper hanter happer haranguer harceler harmoniser hausser hâter heurter
héberger hérisser hériter hésiter hiberner hiérarchiser hisser hiverner hocher homologuer honorer horripiler huer
humaniser humilier hurler hydrater hypnotiser hypothéquer identifier idéaliser idolâtrer ignifuger ignorer illuminer
illustrer imaginer imbriquer imiter immatriculer immerger immigrer immiscer immobiliser immoler immortaliser impacter
impatienter implanter implémenter impliquer implorer imploser importer importuner imposer impressionner imprégner
imprimer improviser impulser imputer inaugurer incarner incendier incinérer inciter incliner incomber incommoder
incorporer incriminer incruster incuber inculper inculquer indemniser indexer indigner indiquer individualiser
industrialiser infantiliser infecter infester infiltrer infirmer infliger influencer influer informer infuser ingérer
ingurgiter inhaler inhiber initier injecter injurier innocenter innover inonder inquiéter insérer insinuer insister
insonoriser inspecter inspirer installer instaurer instiller instituer institutionnaliser insuffler insulter insurger
intensifier intenter intercaler intercepter intercéder interférer interjeter internationaliser interpeler interpeller
interposer interpréter interroger interviewer intégrer intéresser intimer intimider intituler intriguer invalider
invectiver inventer inventorier inverser inviter invoquer ioniser ironiser irradier irriguer irriter isoler jalonner
jalouser jaser jauger jeter jeûner joncher jongler jouer jouxter jubiler juger juguler jurer justifier juxtaposer
kidnapper kiffer klaxonner labelliser labourer lacérer laisser lamenter lancer lapider larguer lasser laver lâcher
lester leurrer lever lécher légaliser légiférer légitimer léguer léser libéraliser libérer licencier lier liguer liker
limiter liquider lisser lister livrer localiser loger longer lorgner loucher louer louper lubrifier lutter lyncher
magnifier maîtriser majorer malmener maltraiter manager mandater mander manger manier manifester manipuler manoeuvrer
manquer manutentionner maquer maquiller marchander marcher marginaliser marier mariner marmonner marquer marrer
marteler martyriser masquer massacrer masser masturber mater matérialiser matraquer maximiser mâcher menacer mendier
mener mentionner mentorer mesurer meubler médiatiser méditer méfier mélanger mémoriser ménager mépriser mériter
mésestimer métamorphoser mêler miauler migrer mijoter militer mimer miner minimiser minorer miroiter miser mitrailler
mixer mobiliser modeler moderniser modérer modifier moduler monétiser monnayer monopoliser monter montrer moquer
moraliser morceler mordiller morfler motiver moucher mouiller mouler mousser muer multiplier murer murmurer muscler
museler muter mutiler mutualiser nager narguer narrer nationaliser naturaliser naviguer navrer neiger nettoyer
neutraliser nécessiter négliger négocier nicher nier niveler nommer normaliser noter notifier nouer noyer nuancer
numériser objecter obliger observer obséder obstiner obstruer obtempérer occasionner occulter occuper octroyer oeuvrer
offenser officialiser offusquer onduler opérer opposer oppresser opprimer opter optimiser orchestrer ordonner
organiser orienter orner osciller oser oublier outrager outrepasser ouvrer oxyder ôter pacifier pactiser pallier
palper palpiter paniquer panser papoter parachever parader paralyser parapher paraphraser parasiter pardonner parer
parfumer parier parler parodier parrainer parsemer partager participer passer passionner patauger patienter patiner
patrouiller pavaner payer peaufiner peigner peiner peler pencher penser percer percher percuter perdurer perfectionner
perforer perler permuter perpétrer perpétuer perquisitionner persécuter persévérer persister personnaliser
personnifier persuader perturber peser pester peupler pécher pédaler pénaliser pénétrer pérenniser péricliter périmer
péter pétiller pêcher philosopher photocopier photographier piaffer pianoter picoler picorer piéger piétiner
piétonniser piger piler piller pilonner piloter pimenter pincer piocher piper pique-niquer piquer pirater pisser
pister pivoter placarder placer plafonner plagier plaider plaisanter plancher planer planifier planquer planter
plaquer plastifier pleurer pleurnicher plébisciter plier plisser plomber plonger ployer poignarder pointer polariser
polémiquer politiser polluer pomper ponctionner ponctuer pondérer populariser porter poser positionner posséder poster
postuler pourchasser pousser pratiquer presser précéder précipiter préciser précompter préconiser prédisposer
prédominer préempter préexister préférer préfigurer préjuger prélasser prélever préluder prénommer préoccuper préparer
présager présenter préserver présider présumer présupposer prétexter prêcher prêter prier primer prioriser priser
privatiser priver privilégier procéder proclamer procréer procurer prodiguer profaner professer proférer profiler
profiter programmer progresser prohiber projeter proliférer prolonger promener promulguer prononcer pronostiquer
propager prophétiser proposer propulser proroger prospecter prospérer prosterner prostituer protester protéger prouver
provoquer prôner publier puer puiser pulluler pulvériser purger purifier quadriller qualifier quantifier questionner
quémander quitter rabaisser rabâcher raccompagner raccorder raccrocher racheter racler raconter radicaliser radier
raffiner raffoler rafler rager railler raisonner rajouter rallier rallonger rallumer ramasser ramener ramer ramper
ranger ranimer rapatrier rapetisser rappeler rappliquer rapporter rapprocher raréfier raser rassasier rassembler
rassurer rater ratifier rationaliser ratisser rattacher rattraper ravager ravaler raviser ravitailler raviver rayer
rayonner râler rebaptiser rebeller reboiser rebrousser rebuter recalculer recaler receler recenser recentrer recharger
rechercher rechigner reclasser recoller recommander recommencer recomposer reconnecter reconsidérer reconstituer
recopier recoucher recouper recouvrer recracher recréer recruter rectifier reculer recycler redemander redémarrer
rediscuter redistribuer redonner redorer redoubler redouter redresser redynamiser refermer refiler refléter refluer
reforester reformer reformuler refouler refuser regagner regarder regorger regretter regrouper rehausser rejeter
rejouer rejuger relancer relater relativiser relaxer relayer relâcher relever reléguer relier relocaliser reloger
reluquer remanier remarier remarquer remballer rembourser remercier remédier remémorer remodeler remonter remorquer
remplacer remporter remuer rencontrer renégocier renfermer renflouer renforcer renier renifler renommer renoncer
renouer renouveler renseigner rentabiliser rentrer renverser renvoyer reparler repasser repenser repeupler repérer
repêcher replacer replanter replier replonger reporter reposer repousser représenter reprocher respecter respirer
responsabiliser ressasser ressembler resserrer ressourcer ressusciter restaurer rester restituer restructurer retaper
retarder retenter retirer retomber retoucher retourner retracer retraiter retrancher retravailler retrousser retrouver
revaloriser revendiquer reverser revigorer revitaliser réaccoutumer réactiver réactualiser réaffirmer réajuster
réaliser réaménager réanimer réapprovisionner récapituler réceptionner réchauffer récidiver réciter réclamer récolter
récompenser réconcilier réconforter récriminer récupérer récurer récuser rédiger réemployer réessayer réexaminer
réexpédier réécouter rééditer rééquilibrer réévaluer référencer référer réformer réfrigérer réfugier réfuter régaler
régénérer réglementer régler régner régresser régulariser réguler réhabiliter réinsérer réinstaller réintégrer
réinventer réitérer rémunérer rénover réorganiser réorienter réparer répercuter répertorier répéter répliquer
réprimander réprimer réprouver répugner réquisitionner réserver résider résigner résilier résister résonner résorber
résulter résumer réticuler rétorquer rétracter rétribuer rétrocéder rétrograder réutiliser réveiller révéler révérer
réviser révolter révolutionner révoquer rêvasser rêver rhabiller ricaner ridiculiser rigidifier rigoler rimer rincer
riposter risquer rivaliser rocher roder rogner ronfler ronger ronronner roter rouiller rouler rôder ruer ruiner
ruisseler ruminer ruser rutiler rythmer saborder saboter sabrer saccager sacrer sacrifier saigner saliver saluer
sanctionner sangloter saouler saper saturer saupoudrer saurer sauter sautiller sauvegarder sauver savourer scandaliser
scander scanner sceller scier scinder scintiller scolariser scruter sculpter seconder secouer sectionner sembler semer
sensibiliser serpenter serrer sécher sécréter sécuriser séjourner sélectionner séparer séquestrer shooter sidérer
siéger siffler siffloter signaler signer signifier sillonner simplifier simuler singulariser siphonner siroter situer
skier sniffer snober socialiser soigner solder solidariser solidifier solliciter solutionner sombrer sommeiller sommer
somnoler sonder songer sonner soucier souder soudoyer souffler soufrer souhaiter souiller soulager soulever souligner
soumissionner soupçonner souper soupeser soupirer sourciller sous-alimenter sous-estimer sous-exploiter sous-exposer
sous-évaluer sous-louer sous-payer sous-titrer sous-traiter sous-utiliser sous-virer soutirer soûler spécialiser
spécifier spéculer spolier sponsoriser sprinter squatter stabiliser stagner standardiser stationner statuer stériliser
stigmatiser stimuler stipuler stocker stopper stresser structurer stupéfier subdiviser subjuguer sublimer submerger
subordonner subsister substituer subtiliser subventionner succéder succomber sucer suer suffoquer suggérer suicider
suinter superposer superviser supplanter suppléer supplier supporter supposer supprimer supputer surcharger
surchauffer surclasser surestimer surélever surfer surmonter surnommer surpasser surplomber sursauter surveiller
survoler susciter suspecter symboliser sympathiser synchroniser synthétiser systématiser tabasser tabler tailler
talonner tamponner tanguer tanner taper tapisser tapoter taquiner tarder targuer tartiner tasser tatouer taxer tâcher
tâter tâtonner teinter tempérer temporiser tenter tergiverser terminer terrasser terrer terrifier terroriser tester
télécharger téléphoner télétravailler témoigner téter thématiser théoriser tinter tiquer tirer tisser titiller titrer
tituber toiser tokeniser tolérer tomber tonitruer torcher torpiller tortiller torturer totaliser toucher tourbillonner
tourmenter tourner tournoyer tousser tracasser tracer tracter trafiquer traiter traîner tramer trancher tranquilliser
transcender transférer transformer transgresser transiger transiter transpercer transpirer transporter transposer
traquer traumatiser travailler traverser trembler tremper tresser trébucher trémousser trépider trépigner tricher
tricoter trier trimbaler trimballer trimer trinquer triompher tripler tripoter triturer tromper troquer trotter
trottiner troubler trouer trouver trôner truquer tuer tutoyer tweeter unifier uniformiser uriner user usurper utiliser
vacciner vaciller vagabonder valider valoriser valser vanter vaporiser vaquer varier vautrer veiller vener venger
ventiler verbaliser verrouiller verser vert-de-griser vexer végétaliser végéter véhiculer vénérer vérifier vibrer
victimiser vider vidéosurveiller violenter violer virer virevolter viser visionner visiter visser visualiser vivifier
vivoter vociférer voguer voiler volatiliser voler voleter voltiger voter vouer vouvoyer voyager vulgariser zapper
zigzaguer zoomer
""".strip()
