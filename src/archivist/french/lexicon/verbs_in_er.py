"""Verbs in -er: the most used ones, by which a form is known to be a verb's.

Chosen by the frequency of their unmistakable forms in general French and in press releases. Beside them every base in
-is and -ifi is one of a verb: new verbs are mostly made in -iser and -ifier.
"""

from __future__ import annotations

VERBS_IN_ER = """
abaisser abandonner abdiquer abîmer abonder abonner aborder aboyer abréger abreuver abriter abroger absenter absorber
abuser accabler accaparer accéder accélérer accentuer accepter acclamer acclimater accoler accommoder accompagner
accorder accoster accoucher accoupler accréditer accrocher accumuler accuser acharner acheminer acheter achever
acidifier acquiescer acquitter acter actionner activer actualiser adapter additionner adhérer adjuger administrer
admirer adonner adopter adorer adosser adresser adsorber aduler aérer affairer affaisser affamer affecter affectionner
afficher affilier affiner affirmer affleurer affliger affluer affoler affréter affronter affubler agacer agencer
agenouiller agglomérer agglutiner aggraver agiter agoniser agréer agréger agrémenter agresser agripper aider aiguiller
aiguiser aimer ajourner ajouter ajuster alarmer alerter aliéner aligner alimenter allaiter allécher alléger alléguer
aller allier allonger allouer allumer altérer alterner amadouer amalgamer amarrer amasser ambitionner améliorer
aménager amender amener amenuiser amonceler amorcer amplifier amputer amuser analyser ancrer anesthésier angoisser
animer annexer annihiler annoncer annuler anticiper apaiser apitoyer appareiller apparenter appâter appeler appliquer
apporter apposer apprécier appréhender apprêter apprivoiser approcher approprier approuver approvisionner appuyer
apurer arbitrer arborer archiver arguer argumenter armer arnaquer arpenter arracher arranger arrêter arrimer arriver
arroger arroser articuler asperger asphyxier aspirer assaisonner assassiner assécher assembler assener asséner
assiéger assigner assimiler assister associer assommer assumer assurer attacher attaquer attarder atteler attenter
atténuer attester attirer attiser attraper attribuer attrister auditionner augmenter augurer ausculter authentifier
autofinancer automatiser autoriser avaler avaliser avancer avantager aventurer avérer aveugler aviser avoisiner
avorter avouer axer bafouer bafouiller bagarrer baigner bailler bâiller baiser baisser balader balancer balayer
balbutier baliser banaliser bander baptiser barber barbouiller barrer barricader basculer baser batailler bavarder
baver bénéficier bercer berner beugler bidouiller bifurquer blaguer blâmer blesser bloguer bloquer bluffer boiter
bombarder bomber bonifier booster border borner bosser botter boucher boucler bouder bouffer bouger bouillonner
bouleverser bourdonner bourgeonner bourrer bousculer bousiller boxer boycotter brailler brancher branler braquer
brasser braver breveter bricoler brider briefer briguer briller briser brocarder brocher broder broncher bronzer
brosser brouiller brouter broyer bruisser brûler brusquer brutaliser bûcher buter butiner cabrer cacher cadrer
calculer caler calibrer câliner calmer calomnier calquer cambrioler camoufler camper canaliser cantonner capitaliser
capituler capoter capter captiver capturer caracoler caractériser caresser caricaturer cartographier cartonner caser
casser castrer cataloguer catalyser catégoriser causer cautionner céder ceinturer célébrer censurer centraliser
centrer cerner certifier cesser chahuter chamailler chambouler chambrer chanceler changer chanter chantonner
chapeauter charger charmer chasser châtier chatouiller chatoyer chauffer chausser chavirer cheminer chercher
chevaucher chialer chier chiffrer chipoter chômer choper chopper choquer chouchouter chuchoter chuter cibler
cicatriser cimenter cingler circuler cirer citer civiliser clamer claquer clarifier classer classifier cligner
clignoter cliquer cliver clocher cloisonner cloner clôturer clouer coacher coaguler cocher coder codifier codiriger
coexister cofinancer cofonder cogérer cogiter cogner cohabiter coiffer coincer coïncider collaborer collecter
collectionner coller colmater coloniser colorer colorier colporter coltiner combiner combler commander commanditer
commémorer commencer commenter commercialiser communier communiquer comparer compenser compiler compléter complexifier
complimenter compliquer comploter comporter composer compresser comprimer comptabiliser compter concéder concentrer
concerner concerter concilier concocter concorder concrétiser concurrencer condamner condenser conditionner
confectionner conférer confesser confier configurer confiner confirmer confisquer conformer conforter confronter
congédier congeler conjuguer conjurer connecter consacrer conseiller conserver considérer consigner consister consoler
consolider consommer conspirer constater consterner constituer consulter consumer contacter contaminer contempler
contenter conter contester continuer contourner contracter contractualiser contrarier contraster contrebalancer
contrecarrer contrer contresigner contribuer contrôler converger converser convier convoiter convoquer convoyer
coopérer coordonner coorganiser copier copiloter copuler corner corriger corroborer corroder corser coter cotiser
côtoyer coucher couiner couler coulisser couper coupler courber couronner courtiser coûter couver covoiturer cracher
cramer cramponner craquer créditer créer crépiter creuser crever crier criminaliser crisper crisser cristalliser
critiquer croiser croquer crouler crowdsourcer crucifier cuisiner culbuter culminer culpabiliser cultiver cumuler
daigner danser dater déambuler déballer débarquer débarrasser débarrer débaucher débiter déblatérer déblayer débloquer
déborder déboucher débouler débourser débouter débrancher débrayer débrouiller débusquer débuter décalcifier décaler
décaper décapiter décéder déceler décentraliser décerner déchaîner déchanter décharger déchiffrer déchiqueter déchirer
décider décimer déclamer déclarer déclasser déclencher décliner décocher décoder décoiffer décoller décolorer
décomposer décompresser décompter déconcerter décongestionner déconnecter déconner déconseiller décorer décortiquer
découler découper découpler décourager décréter décrier décrocher décrypter décupler dédaigner dédicacer dédier
dédommager dédouaner dédoubler dédramatiser défavoriser déférer déferler défier défigurer défiler défoncer déformer
défouler défrayer défricher dégager dégainer dégénérer dégommer dégonfler dégoter dégouliner dégoûter dégrader
dégraisser dégringoler déguiser déguster déhancher déjeuner déjouer délaisser délecter déléguer délester délibérer
délier délimiter délirer déliter délivrer délocaliser déloger demander démanger démanteler démaquiller démarcher
démarquer démarrer démasquer dématérialiser démêler démembrer déménager démener demeurer démissionner démocratiser
démonter démontrer démoraliser démotiver démultiplier démystifier démythifier dénaturer dénicher dénier dénigrer
dénombrer dénommer dénoncer dénoter dénouer dénuder dépanner départager dépasser dépayser dépecer dépêcher dépeigner
dépenser dépister déplacer déplier déplorer déployer déporter déposer déposséder dépouiller dépoussiérer déprécier
déprimer déraciner dérailler déranger déraper dériver dérober déroger dérouler dérouter désabonner désactiver
désagréger désaliniser désaltérer désamorcer désapprouver désarmer désavantager désavouer désenclaver désengager
désengorger déséquilibrer déserter désespérer déshabiller désherber déshériter déshonorer déshumaniser désigner
désinfecter désintégrer désintéresser désirer désister désobliger désodoriser désoler désolidariser désopiler
désorganiser dessaler dessécher desserrer dessiner déstabiliser destiner destituer détacher détailler détecter
déterger détériorer déterminer déterrer détester détonner détourner détrôner dévaler dévaliser dévaloriser dévaluer
devancer dévaster développer déverrouiller déverser dévier deviner dévisager deviser dévisser dévoiler dévorer dévouer
diagnostiquer dialoguer dicter diffamer différencier différer diffuser digérer digitaliser dilapider dilater
diligenter diluer dimensionner diminuer dîner diriger discerner discontinuer discréditer discriminer disculper
discuter disloquer dispenser disperser disposer disputer disqualifier disséminer disséquer disserter dissimuler
dissiper dissocier dissoner dissuader distancer distiller distinguer distribuer divaguer diverger diversifier diviser
divorcer divulguer documenter domicilier dominer dompter donner doper dorer doser doter doubler doucher douter draguer
drainer dramatiser draper dresser dribbler droguer duper dupliquer durer dynamiser dynamiter ébaucher ébranler écarter
échafauder échanger échapper écharper échauffer échelonner échouer éclabousser éclairer éclater éclipser écoeurer
économiser écoper écorcher écouler écourter écouter écraser écrier écrouler écumer édicter édifier éditer édulcorer
éduquer effacer effarer effectuer effleurer effondrer efforcer effrayer effriter égaler égaliser égarer égayer égorger
égrener éjecter élaborer élancer électrifier électriser élever éliminer éloigner élucider éluder émailler émanciper
émaner emballer embarquer embarrasser embaucher embaumer embêter emboîter embouteiller embraser embrasser embrouiller
émerger émerveiller émigrer emmagasiner emmêler emménager emmener emmerder empaler emparer empêcher empester empiéter
empiler empirer employer empocher empoigner empoisonner emporter empresser emprisonner emprunter encadrer encaisser
encastrer encenser encercler enchaîner enchanter enchevêtrer enclencher encombrer encourager enculer endetter
endeuiller endiguer endommager endosser endurer énerver enfanter enfermer enfiler enflammer enfler enfoncer enfourcher
enfumer engager engendrer englober engouffrer engraisser engranger engueuler enivrer enjamber enjoliver enlacer
enlever enliser ennuyer énoncer enquêter enraciner enrager enrayer enregistrer enrober enrôler enrouler ensanglanter
enseigner ensemencer enserrer ensorceler entacher entailler entamer entasser entériner enterrer entêter enthousiasmer
entonner entourer entraider entraîner entraver entrechoquer entrecroiser entrelacer entremêler entreposer entrer
entretuer énumérer envelopper envenimer envier environner envisager envoler envoûter envoyer épancher épargner
éparpiller épater épauler épeler épeurer épier épiler épingler éplucher éponger épouser époustoufler éprouver épuiser
épurer équilibrer équiper éradiquer éreinter ériger éroder errer escalader escompter escorter escroquer espacer
espérer espionner esquisser esquiver essaimer essayer essouffler essuyer estimer estomper étager étaler étancher
étayer éterniser éternuer étinceler étioler étiqueter étirer étoffer étonner étouffer étrangler étrenner étudier
euthanasier évacuer évader évaluer évangéliser évaporer éveiller éventrer évertuer évincer éviter évoluer évoquer
exacerber exagérer exalter examiner exaspérer exaucer excéder exceller exciter exclamer excréter excuser exécuter
exempter exercer exfolier exhaler exhiber exhorter exhumer exiger exiler exister exonérer exorciser expatrier expédier
expérimenter expier expirer expliciter expliquer exploiter explorer exploser exporter exposer exprimer exproprier
expulser extasier extérioriser exterminer externaliser extirper extorquer extrader extrapoler exulter fabriquer fâcher
faciliter façonner facturer falsifier familiariser faner fantasmer fasciner fatiguer faucher faufiler fausser
favoriser féconder fédérer fêler féliciter fermenter fermer ferrer fertiliser fesser festoyer fêter feuilleter fiancer
ficher fidéliser figer figurer filer filmer filtrer finaliser financer fissurer fixer flageller flairer flamber flâner
flanquer flasher flatter flinguer flipper flirter flotter fluctuer fluidifier focaliser foirer foisonner fomenter
foncer fonctionner fonder forcer forer forger formaliser formater former formuler fortifier foudroyer fouetter
fouiller fouiner fouler fourmiller fourrer fracasser fractionner fracturer fragiliser fragmenter franciser frapper
fraterniser frauder frayer fredonner freiner fréquenter frétiller friser frissonner froisser frôler froncer frotter
fructifier frustrer fulminer fumer fuser fusiller fusionner fustiger gâcher gagner galoper galvaniser gangrener garder
garer gargariser gaspiller gâter gaver gazouiller geler gêner généraliser générer géolocaliser géoréférencer gérer
germer gesticuler gicler gifler gigoter glacer glander glaner glisser globaliser glorifier glousser gober goinfrer
gommer gonfler goûter gouverner graisser gratifier gratter graver graviter greffer grelotter grever griffer grignoter
griller grimacer grimper grincer griser grisonner grogner gronder grouiller grouper gruger guetter gueuler guider
habiliter habiller habiter habituer hacher hacker haleter halluciner handicaper hanter happer haranguer harceler
harmoniser hâter hausser héberger hérisser hériter hésiter heurter hiberner hiérarchiser hisser hiverner hocher
homologuer honorer horripiler huer humaniser humilier hurler hydrater hypnotiser hypothéquer idéaliser identifier
idolâtrer ignifuger ignorer illuminer illustrer imaginer imbriquer imiter immatriculer immerger immigrer immiscer
immobiliser immoler immortaliser impacter impatienter implanter implémenter impliquer implorer imploser importer
importuner imposer imprégner impressionner imprimer improviser impulser imputer inaugurer incarner incendier incinérer
inciter incliner incomber incommoder incorporer incriminer incruster incuber inculper inculquer indemniser indexer
indigner indiquer individualiser industrialiser infantiliser infecter infester infiltrer infirmer infliger influencer
influer informer infuser ingérer ingurgiter inhaler inhiber initier injecter injurier innocenter innover inonder
inquiéter insérer insinuer insister insonoriser inspecter inspirer installer instaurer instiller instituer
institutionnaliser insuffler insulter insurger intégrer intensifier intenter intercaler intercéder intercepter
intéresser interférer interjeter internationaliser interpeler interpeller interposer interpréter interroger
interviewer intimer intimider intituler intriguer invalider invectiver inventer inventorier inverser inviter invoquer
ioniser ironiser irradier irriguer irriter isoler jalonner jalouser jaser jauger jeter jeûner joncher jongler jouer
jouxter jubiler juger juguler jurer justifier juxtaposer kidnapper kiffer klaxonner labelliser labourer lacérer lâcher
laisser lamenter lancer lapider larguer lasser laver lécher légaliser légiférer légitimer léguer léser lester leurrer
lever libéraliser libérer licencier lier liguer liker limiter liquider lisser lister livrer localiser loger longer
lorgner loucher louer louper lubrifier lutter lyncher mâcher magnifier maîtriser majorer malmener maltraiter manager
mandater mander manger manier manifester manipuler manoeuvrer manquer manutentionner maquer maquiller marchander
marcher marginaliser marier mariner marmonner marquer marrer marteler martyriser masquer massacrer masser masturber
mater matérialiser matraquer maximiser médiatiser méditer méfier mélanger mêler mémoriser menacer ménager mendier
mener mentionner mentorer mépriser mériter mésestimer mesurer métamorphoser meubler miauler migrer mijoter militer
mimer miner minimiser minorer miroiter miser mitrailler mixer mobiliser modeler modérer moderniser modifier moduler
monétiser monnayer monopoliser monter montrer moquer moraliser morceler mordiller morfler motiver moucher mouiller
mouler mousser muer multiplier murer murmurer muscler museler muter mutiler mutualiser nager narguer narrer
nationaliser naturaliser naviguer navrer nécessiter négliger négocier neiger nettoyer neutraliser nicher nier niveler
nommer normaliser noter notifier nouer noyer nuancer numériser objecter obliger obséder observer obstiner obstruer
obtempérer occasionner occulter occuper octroyer oeuvrer offenser officialiser offusquer onduler opérer opposer
oppresser opprimer opter optimiser orchestrer ordonner organiser orienter orner osciller oser ôter oublier outrager
outrepasser ouvrer oxyder pacifier pactiser pallier palper palpiter paniquer panser papoter parachever parader
paralyser parapher paraphraser parasiter pardonner parer parfumer parier parler parodier parrainer parsemer partager
participer passer passionner patauger patienter patiner patrouiller pavaner payer peaufiner pécher pêcher pédaler
peigner peiner peler pénaliser pencher pénétrer penser percer percher percuter perdurer pérenniser perfectionner
perforer péricliter périmer perler permuter perpétrer perpétuer perquisitionner persécuter persévérer persister
personnaliser personnifier persuader perturber peser pester péter pétiller peupler philosopher photocopier
photographier piaffer pianoter picoler picorer piéger piétiner piétonniser piger piler piller pilonner piloter
pimenter pincer piocher piper piquer pirater pisser pister pivoter placarder placer plafonner plagier plaider
plaisanter plancher planer planifier planquer planter plaquer plastifier plébisciter pleurer pleurnicher plier plisser
plomber plonger ployer poignarder pointer polariser polémiquer politiser polluer pomper ponctionner ponctuer pondérer
populariser porter poser positionner posséder poster postuler pourchasser pousser pratiquer précéder prêcher
précipiter préciser précompter préconiser prédisposer prédominer préempter préexister préférer préfigurer préjuger
prélasser prélever préluder prénommer préoccuper préparer présager présenter préserver présider presser présumer
présupposer prêter prétexter prier primer prioriser priser privatiser priver privilégier procéder proclamer procréer
procurer prodiguer profaner proférer professer profiler profiter programmer progresser prohiber projeter proliférer
prolonger promener promulguer prôner prononcer pronostiquer propager prophétiser proposer propulser proroger
prospecter prospérer prosterner prostituer protéger protester prouver provoquer publier puer puiser pulluler
pulvériser purger purifier quadriller qualifier quantifier quémander questionner quitter rabâcher rabaisser
raccompagner raccorder raccrocher racheter racler raconter radicaliser radier raffiner raffoler rafler rager railler
raisonner rajouter râler rallier rallonger rallumer ramasser ramener ramer ramper ranger ranimer rapatrier rapetisser
rappeler rappliquer rapporter rapprocher raréfier raser rassasier rassembler rassurer rater ratifier rationaliser
ratisser rattacher rattraper ravager ravaler raviser ravitailler raviver rayer rayonner réaccoutumer réactiver
réactualiser réaffirmer réajuster réaliser réaménager réanimer réapprovisionner rebaptiser rebeller reboiser
rebrousser rebuter recalculer recaler récapituler receler recenser recentrer réceptionner recharger réchauffer
rechercher rechigner récidiver réciter réclamer reclasser recoller récolter recommander recommencer récompenser
recomposer réconcilier réconforter reconnecter reconsidérer reconstituer recopier recoucher recouper recouvrer
recracher recréer récriminer recruter rectifier reculer récupérer récurer récuser recycler redemander redémarrer
rédiger rediscuter redistribuer redonner redorer redoubler redouter redresser redynamiser réécouter rééditer
réemployer rééquilibrer réessayer réévaluer réexaminer réexpédier référencer référer refermer refiler refléter refluer
reforester reformer réformer reformuler refouler réfrigérer réfugier refuser réfuter regagner régaler regarder
régénérer réglementer régler régner regorger régresser regretter regrouper régulariser réguler réhabiliter rehausser
réinsérer réinstaller réintégrer réinventer réitérer rejeter rejouer rejuger relâcher relancer relater relativiser
relaxer relayer reléguer relever relier relocaliser reloger reluquer remanier remarier remarquer remballer rembourser
remédier remémorer remercier remodeler remonter remorquer remplacer remporter remuer rémunérer rencontrer renégocier
renfermer renflouer renforcer renier renifler renommer renoncer renouer renouveler rénover renseigner rentabiliser
rentrer renverser renvoyer réorganiser réorienter réparer reparler repasser repêcher repenser répercuter repérer
répertorier répéter repeupler replacer replanter replier répliquer replonger reporter reposer repousser représenter
réprimander réprimer reprocher réprouver répugner réquisitionner réserver résider résigner résilier résister résonner
résorber respecter respirer responsabiliser ressasser ressembler resserrer ressourcer ressusciter restaurer rester
restituer restructurer résulter résumer retaper retarder retenter réticuler retirer retomber rétorquer retoucher
retourner retracer rétracter retraiter retrancher retravailler rétribuer rétrocéder rétrograder retrousser retrouver
réutiliser revaloriser rêvasser réveiller révéler revendiquer rêver révérer reverser revigorer réviser revitaliser
révolter révolutionner révoquer rhabiller ricaner ridiculiser rigidifier rigoler rimer rincer riposter risquer
rivaliser rocher roder rôder rogner ronfler ronger ronronner roter rouiller rouler ruer ruiner ruisseler ruminer ruser
rutiler rythmer saborder saboter sabrer saccager sacrer sacrifier saigner saliver saluer sanctionner sangloter saouler
saper saturer saupoudrer saurer sauter sautiller sauvegarder sauver savourer scandaliser scander scanner sceller scier
scinder scintiller scolariser scruter sculpter sécher seconder secouer sécréter sectionner sécuriser séjourner
sélectionner sembler semer sensibiliser séparer séquestrer serpenter serrer shooter sidérer siéger siffler siffloter
signaler signer signifier sillonner simplifier simuler singulariser siphonner siroter situer skier sniffer snober
socialiser soigner solder solidariser solidifier solliciter solutionner sombrer sommeiller sommer somnoler sonder
songer sonner soucier souder soudoyer souffler soufrer souhaiter souiller soulager soûler soulever souligner
soumissionner soupçonner souper soupeser soupirer sourciller soutirer spécialiser spécifier spéculer spolier
sponsoriser sprinter squatter stabiliser stagner standardiser stationner statuer stériliser stigmatiser stimuler
stipuler stocker stopper stresser structurer stupéfier subdiviser subjuguer sublimer submerger subordonner subsister
substituer subtiliser subventionner succéder succomber sucer suer suffoquer suggérer suicider suinter superposer
superviser supplanter suppléer supplier supporter supposer supprimer supputer surcharger surchauffer surclasser
surélever surestimer surfer surmonter surnommer surpasser surplomber sursauter surveiller survoler susciter suspecter
symboliser sympathiser synchroniser synthétiser systématiser tabasser tabler tâcher tailler talonner tamponner tanguer
tanner taper tapisser tapoter taquiner tarder targuer tartiner tasser tâter tâtonner tatouer taxer teinter télécharger
téléphoner télétravailler témoigner tempérer temporiser tenter tergiverser terminer terrasser terrer terrifier
terroriser tester téter thématiser théoriser tinter tiquer tirer tisser titiller titrer tituber toiser tokeniser
tolérer tomber tonitruer torcher torpiller tortiller torturer totaliser toucher tourbillonner tourmenter tourner
tournoyer tousser tracasser tracer tracter trafiquer traîner traiter tramer trancher tranquilliser transcender
transférer transformer transgresser transiger transiter transpercer transpirer transporter transposer traquer
traumatiser travailler traverser trébucher trembler trémousser tremper trépider trépigner tresser tricher tricoter
trier trimbaler trimballer trimer trinquer triompher tripler tripoter triturer tromper trôner troquer trotter
trottiner troubler trouer trouver truquer tuer tutoyer tweeter unifier uniformiser uriner user usurper utiliser
vacciner vaciller vagabonder valider valoriser valser vanter vaporiser vaquer varier vautrer végétaliser végéter
véhiculer veiller vener vénérer venger ventiler verbaliser vérifier verrouiller verser vexer vibrer victimiser
vidéosurveiller vider violenter violer virer virevolter viser visionner visiter visser visualiser vivifier vivoter
vociférer voguer voiler volatiliser voler voleter voltiger voter vouer vouvoyer voyager vulgariser zapper zigzaguer
zoomer
""".strip()
