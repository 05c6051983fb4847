"""Nouns and verbs: words that look like a form of a verb and are none, or not in the first place."""

from __future__ import annotations

NOUNS_IN_ENT = """
absent adhérent affluent agent argent client content convergent couvent différent divergent excellent excédent
expédient émergent équivalent influent lent négligent parent patient précédent président référent régent résident
somnolent talent urgent vent vice-président violent
""".strip()
"""Nouns and adjectives: `président` is no form of `présider`. `précèdent` is told from `précédent` by its accent."""

NOUNS_IN_ANT = """
aimant amant assistant commandant composant constant consultant courant croissant dirigeant distant enseignant
exploitant étudiant fabricant garant gérant habitant important instant manifestant migrant militant montant
négociant participant pendant pensant représentant restaurant savant suivant suppléant tant tenant tournant traitant
variant vivant volant
""".strip()
"""Masculines of nouns and adjectives that are apart from the verb: an `étudiant`, an `important` rôle."""

NOUNS_IN_ONS = """
ballon bastion bataillon bâton bouchon bouffon boulon bouton brouillon bûcheron camion canon carton champion chanson
chausson citron cochon coton coupon crampon dicton dindon doublon environ espion étalon façon fanion feuilleton
filon forgeron frisson garçon gardon glaçon greffon grillon grison guidon jeton juron lardon limon maçon marron
melon mention menton minerai moisson moucheron mouton pantalon pardon passion patron pension pigeon pignon pilon
piston plafond plongeon poison poisson pompon ponton prison raison raton rayon rejeton rébellion réveillon rognon
salon savon sermon soupçon talon tampon tâcheron tendon tenon téton torchon triton tronçon violon vison
""".strip()
"""Nouns whose plural looks like a first person plural: `rayons`, `jetons`, `savons`."""

APART_IN_ER = """
baiser boucher boulanger clocher officier plancher rocher
""".strip()
"""Nouns that look like an infinitive, with their feminines in -ère: a `bouchère` has nothing to do with a `bouche`."""

NOUNS_IN_ER = """
aller boxer conseiller coucher designer déjeuner dîner goûter hacker lancer manager ménager noyer poster reporter
scanner souper squatter supporter
""".strip()
"""Nouns that are an infinitive too: found by their plural and by the verb."""

APART_IN_MENT = """
amendement argument clément commandement complément département document également élément fondement
gouvernement instrument internement jument logement management moment monument parlement personnellement placement
rendement retraitement règlement sacrement supplément
""".strip()
"""Words in -ment that are neither the act of a verb in -er nor an adverb of an adjective."""

APART_IN_ATION = """
administration allégation association cassation citation collation cotation destination dotation embarcation
fédération génération location mutation nation notation population procuration ration relation sensation situation
sommation station tentation vacation vocation
""".strip()
"""Words in -ation that mean more than the act of the verb."""

NOT_PAST_HISTORIC = frozenset("gracia marina minerva panorama propaganda".split())
"""Words of six letters and more that end like `déclara`, and are none."""

SHORT_NOUNS = """
abbé abri acre acte age aide aigu aile aimé air aire aisé aîné ami amie ange anse apte arc are arme armé art aura
auto axe âge âgé âme âne âpre bac baie bain bal banc bar base bâti bec bébé bête bien bio bise bit bite bleu blé
bloc bobo bol bon bond book bord bot bouc boue bout boy bref brin brun brut bug bull but café cage cale camp cap
cape car case cave cent cerf char chat chef cher chic choc ciel cil cité clan clef clé clic clin clip clou club coco
code coin col cola con coq cor cote coté coup coût cône côte côté cri croc cru crue cube cuit cul cure curé cuve
dame date demi dent déçu défi dire dock don doré dose doté doué drap duc duel dune duo dupe dur dure elfe eue euro
exam expo écho écu élan élu ému épée épi état être face fait fan fer fée fête fief fier file film fin fine fini fixe
fixé flic flot flou fort fou four fui fût gag gage gai gain gang gant gare gay gâté gel gelé gène gêne gêné girl
gîte goût grec grue gun haie haut hit homo hôte idée ile imam inde info ion issu item ivre île îlot jean jet jeté
job joie joli joue joué jour juge jugé juif jupe juré jury kid kilo kit labo lac laïc lame lao lave lent levé lie
lien lié lion lire lit lobe loge logé logo loi long look lord lot loué loup lune mage mail main mare mari mark mat
maya mâle mât mec menu mer meuf mère mêlé même midi mien mile mine mise mode mont mort mot moto mou môme muet mule
muni mur muse mûr mûre nage nain naïf nana naze nazi nerf net neuf nid noce noir nom note noté noyé nuit nul oeuf
oie onde orné ose pack page paie pain pair pale pan papa pape parc pari part pavé paye payé pâle pâte pâté pet peur
père pédé pic pied pige pile pin pion pipe pire plan plat pli pneu poil poli pont porc port pose posé pot pote pôle
pré prêt pro prof pub puce pull puni pur pute quai quel race raid raie rail rame rang rare rat rate raté ravi rein
revu réel rêve ride rime rire rite rive robe roi rom rond rose roue rôle rude rue sac sage sain salé sauf saut sec
sein sel set seul sexe show sien silo site ski skin slip soda soin soir sol solo son sort spot star sûr sœur tank
taré taxé taxi team tel tenu test télé tête thé tic tige tir tiré toit tome ton tong top tort tour tri trou truc tué
tune turc type urne usé vain van vase vent vert vécu vélo vêtu vice vie vif vin viol visa visé vive voie vol volé
volt voué vrai vue watt yard yen zéro zone zoo œuf
""".strip()
"""Words of up to four letters that have a plural: in capitals, `LOIS` is one, and `IRES` is an acronym."""

ALSO = """
part partir
parcours parcourir
concours concourir
parti partir
partie partir
partis partir
sort sortir
ressort ressortir
lit lire
cours courir
court courir
cru croire
dure durer
forme former
livre livrer
place placer
classe classer
ferme fermer
revenu revenir
revenue revenir
revenus revenir
revenues revenir
contenu contenir
contenue contenir
contenus contenir
contenues contenir
revue revoir
revues revoir
vis vivre
savons savoir
mort mourir
active activer
sèche sécher
subit subir
précise préciser
""".strip()
"""Words that are of their family first, but may also be a form of a verb; whoever looks for the verb finds them."""

SAME_AS = """
soutien soutenir
maintien maintenir
entretien entretenir
accueil accueillir
appel appeler
emploi employer
envoi envoyer
renvoi renvoyer
essai essayer
choix choisir
abandon abandonner
achat acheter
acquisition acquérir
adoption adopter
agrandissement agrandir
apport apporter
appui appuyer
attribution attribuer
calcul calculer
construction construire
contribution contribuer
cumul cumuler
décision décider
démission démissionner
dépôt déposer
diminution diminuer
discussion discuter
distribution distribuer
élargissement élargir
élection élire
évolution évoluer
exécution exécuter
fermeture fermer
inscription inscrire
interdiction interdire
introduction introduire
investissement investir
nomination nommer
ouverture ouvrir
perte perdre
protection protéger
ralentissement ralentir
reconduction reconduire
rédaction rédiger
réduction réduire
refus refuser
rejet rejeter
restriction restreindre
retard retarder
rétablissement rétablir
rupture rompre
signature signer
souhait souhaiter
suppression supprimer
traduction traduire
transfert transférer
""".strip()
"""Nouns of an action that no ending tells, each with its verb; not where one of the two has another meaning."""
