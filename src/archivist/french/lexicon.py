"""The small tables of French: what no rule of spelling tells.

Each table is data; beside it, ``tests/french`` says what it changes and what it must not. A line of a *family* table is
a list of forms that share one stem of their own, whatever the Snowball stemmer makes of them.
"""

from __future__ import annotations

# --- Elision ------------------------------------------------------------------------------------------------

ELIDED = frozenset("l d j m t s n c qu jusqu lorsqu puisqu quoiqu".split())

# Words that keep their apostrophe: written `aujourd'hui`, indexed `aujourdhui`.
WHOLE_WITH_APOSTROPHE = frozenset(
    "aujourd'hui presqu'île presqu'ile presqu'îles presqu'iles prud'homme prud'hommes prud'homal prud'homale "
    "prud'homales prud'homaux prud'homie quelqu'un quelqu'une entr'acte entr'aide grand'mère grand'rue "
    "m'diq n'djamena s'gravenhage".split()
)

# The aspirated h is not elided, so `l'h...` before one of these is a name, not an article.
ELISION_BEFORE = frozenset("aàâäæeéèêëiîïoôöœuùûüyh0123456789")

# --- Grammatical words: alone they neither make nor break a match of several words ----------------------------

GRAMMATICAL = frozenset(
    (
        "le la les l' un une des du de d' au aux et ou où à a en dans par pour sur avec sans sous chez vers entre ce c' "
        "cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes ton ta tes il elle ils elles on nous vous "
        "je j' tu se s' me m' te t' ne n' pas que qu' qui quoi dont lequel laquelle lesquels lesquelles duquel auquel "
        "est sont suis es sommes êtes être ai as avons avez ont avoir ait soit ceci cela ça y si ni mais donc or car "
        "lorsque lorsqu' puisque puisqu' jusque jusqu' quoique quoiqu' comme quand comment combien pourquoi quel "
        "quelle quels quelles là celui celle ceux celles lui eux moi toi soi"
    ).split()
)

# --- Words that a question is made of beside its subject, and elided articles that lost their apostrophe: in a query
# --- they are like grammatical words; in texts they are words like others ------------------------------------

ASKING = frozenset(
    (
        "peut peux peuvent pouvez pouvons puis pourrait pourraient pourrais pourrions pourriez puisse "
        "doit dois doivent devez devons devrait devraient devrais faut faudrait veux voudrais aimerais "
        "d l n s j t qu"
    ).split()
)

# The subject of a question, after its verb: `peut-il`, `existe-t-elle`. Not `nous` and `vous`: rendez-vous.
INVERTED = frozenset("je tu il elle on ils elles ce".split())

# --- Inclusive writing: suffix -> how the feminine is made from the masculine (cut, then add) ------------------

INCLUSIVE = {
    "e": ("", "e"),
    "ne": ("", "ne"),
    "le": ("", "le"),
    "te": ("", "te"),
    "he": ("c", "che"),
    "trice": ("teur", "trice"),
    "rice": ("eur", "rice"),
    "ice": ("eur", "rice"),
    "euse": ("eur", "euse"),
    "se": ("", "se"),
    "ère": ("er", "ère"),
    "ere": ("er", "ère"),
    "ière": ("ier", "ière"),
    "ve": ("f", "ve"),
    "esse": ("e", "esse"),
    "ienne": ("ien", "ienne"),
    "enne": ("en", "enne"),
    "elle": ("el", "elle"),
    "ale": ("al", "ale"),
    "ante": ("ant", "ante"),
    "ente": ("ent", "ente"),
}

# --- Ordinals ---------------------------------------------------------------------------------------------------

ORDINAL_WORDS = {
    word: f"{number}e"
    for number, words in enumerate(
        (
            "premier première premiers premières",
            "deuxième deuxièmes",
            "troisième troisièmes",
            "quatrième quatrièmes",
            "cinquième cinquièmes",
            "sixième sixièmes",
            "septième septièmes",
            "huitième huitièmes",
            "neuvième neuvièmes",
            "dixième dixièmes",
            "onzième onzièmes",
            "douzième douzièmes",
            "treizième treizièmes",
            "quatorzième quatorzièmes",
            "quinzième quinzièmes",
            "seizième seizièmes",
        ),
        start=1,
    )
    for word in words.split()
} | {"vingtième": "20e", "trentième": "30e", "centième": "100e", "millième": "1000e"}

# --- Accents that count: each line is one lexeme that loses its meaning with its accents -------------------------

ACCENT_COUNTS = """
marché marchés
salé salée salés salées
côte côtes
côté côtés
coté cotée cotés cotées
pêche pêches
péché péchés
pêcheur pêcheurs
pécheur pécheurs
tâche tâches
sûr sûre sûrs sûres
mûr mûre mûrs mûres
jeûne jeûnes
forêt forêts
maïs
communiqué communiqués
député députée députés députées
arrêté arrêtés
traité traités
retraité retraitée retraités retraitées
curé curés
pâté pâtés
pâte pâtes
pâle pâles
mâle mâles
rosé rosés
dû
là
où
à
dès
né née nés nées
pré prés
thé thés
dé dés
élève élèves
élevé élevée élevés élevées
modelé modelés
âcre âcres
bâiller
châsse châsses
genêt genêts
hâle
nôtre nôtres
vôtre vôtres
rôder
répartir
récréation récréations
désert déserts
prêt prêts
gêne gênes
gène gènes
""".strip()

# --- Families: forms that share a stem which Snowball splits, or leave one that it wrongly joins ------------------

FAMILIES = """
premier première premiers premières premièrement
travail travaux
emploi emplois
français française françaises
anglais anglaise anglaises
japonais japonaise japonaises
sénégalais sénégalaise sénégalaises
lyonnais lyonnaise lyonnaises
portugais portugaise portugaises
chinois chinoise chinoises
jeu jeux
enjeu enjeux
lieu lieux
milieu milieux
feu feux
voeu voeux
neveu neveux
cheveu cheveux
loi lois
envoi envois
tournoi tournois
convoi convois
roi rois
choix
oeil yeux
ciel cieux
bail baux
vitrail vitraux
corail coraux
émail émaux
public publics publique publiques
turc turcs turque turques
grec grecs grecque grecques
commune communes
communal communale communaux communales
communauté communautés communautaire communautaires
commun communs
relation relations relationnel relationnelle relationnels relationnelles
relatif relative relatifs relatives relativement
opéra opéras
porte portes
port ports
portuaire portuaires
casa
cas
pays
paye payes payer payé payée payés payées paiement paiements paie paies
université universités universitaire universitaires
univers
universel universelle universels universelles
général générale généraux générales généralement
génération générations générationnel
généreux généreuse généreuses
organe organes
organisation organisations organisme organismes organisationnel
police polices policier policière policiers policières
politique politiques
mission missions
émission émissions
commission commissions
acteur acteurs actrice actrices
numérique numériques numériquement numérisation numériser
numéro numéros
matériel matériels matérielle matérielles
matière matières
maternel maternelle maternels maternelles
marin marins
marine marines
maritime maritimes
état états
été étés
année années
an ans
anne
mettre met mets mettons mettez mettent mettant mis mise mises mettra mettront mettrait mettait mettaient
permettre permet permettent permettant permis permettra permettront permettait permettrait
faire fait faits faite faites font fera feront faisait faisaient faisant ferait
prendre prend prennent prenant pris prise prises prendra prendront prenait
avoir
pouvoir peut peuvent pouvait pouvaient pourra pourront pourrait pourraient pu
vouloir veut veulent voulait voudrait voulons
devoir doit doivent devra devront devrait devaient devait devons
venir vient viennent viendra viendront venait venu venue venus venues
tenir tient tiennent tiendra tiendront tenait tenu tenue tenus tenues
soutenir soutient soutiennent soutiendra soutenu soutenue soutenus soutenues soutien soutiens soutenant
obtenir obtient obtiennent obtenu obtenue obtenus obtenues obtention
recevoir reçoit reçoivent reçu reçue reçus reçues recevra recevront recevait
""".strip()

# --- Endings that Snowball leaves: nouns and adjectives that look like verbs in -ent and -ons ---------------------

NOT_VERBS_IN_ENT = frozenset(
    (
        "absent accent accident adolescent adjacent agent apparent ardent argent arpent ascendant astringent avent "
        "cent client cohérent coefficient compétent concurrent conscient conséquent content contingent continent "
        "contient convalescent convergent couvent crescent décadent décent déficient dent descendent détergent "
        "différent différend diligent divergent dissident efficient émergent éloquent équivalent évent "
        "événement éminent excédent excellent fervent fluorescent fréquent gent gradient imminent "
        "impatient imprudent impertinent incandescent incident incohérent incompétent inconscient inconvénient "
        "indécent indépendent indifférent indigent indolent indulgent influent ingrédient inhérent innocent insolent "
        "insuffisent insurgent intelligent intermittent interurgent latent lent malcontent mécontent négligent "
        "obédient occident omniscient onguent opulent orient parent patient pénitent permanent pertinent "
        "pervertent polyvalent précédent présent président preuvent prévalent proéminent prudent quotient récent "
        "récipient régent réticent sergent serpent souvent strident subséquent succulent suffisent talent "
        "torrent transparent trident turbulent urgent vent violent virulent transcendent vident "
        "appartient maintient obtient soutient tient vient convient devient parvient provient revient intervient "
        "sent ressent consent ment dément"
    ).split()
)

VERBS_IN_MENT = {
    "aiment": "aimer", "animent": "animer", "affirment": "affirmer", "confirment": "confirmer",
    "forment": "former", "transforment": "transformer", "ferment": "fermer", "nomment": "nommer",
    "programment": "programmer", "estiment": "estimer", "expriment": "exprimer", "informent": "informer",
    "consomment": "consommer", "assument": "assumer", "résument": "résumer", "réclament": "réclamer",
    "proclament": "proclamer", "augmentent": "augmenter", "filment": "filmer", "priment": "primer",
    "suppriment": "supprimer", "impriment": "imprimer", "arment": "armer", "allument": "allumer",
    "réaffirment": "réaffirmer", "blâment": "blâmer", "entament": "entamer", "acclament": "acclamer",
}  # fmt: skip

NOUNS_IN_ON = frozenset(
    (
        "maison saison raison façon leçon garçon poisson salon citron coton charbon canton patron horizon don son bon "
        "ton prison liaison livraison comparaison combinaison terminaison carton béton échantillon tourbillon ballon "
        "bâton bidon bouchon bouton boisson cloison conjugaison crayon démon faucon flacon flocon frisson goudron "
        "jargon jambon jupon lion melon menton mouton moisson nom non nourrisson oison ourson papillon parangon pardon "
        "peloton pavillon pigeon piéton plafond plongeon poivron pompon poumon rançon rayon réseau sablon saumon savon "
        "sillon soupçon talon tampon thon tison toison trahison violon wagon zeppelin étalon éperon édredon bourgeon "
        "hameçon maçon médaillon million milliard chanson caisson hérisson pinson balcon vallon jalon colon clon baron "
        "barillon faisan feuilleton microns micron marathon hackathon hexagone python électron neutron proton photon "
        "pion klaxon aérosol cochon torchon fanfaron fleuron environ environs potiron biberon huron macaron moron "
        "peuplon billon grillon bataillon brouillon haillon goupillon maillon oreillon tatillon réveillon bouillon "
        "aiguillon aileron chaînon quartier tronçon tenon canon chiffon compagnon oignon rognon mignon champignon "
        "pignon trognon wallon gallon étalon selon"
    ).split()
)

# -trice is the feminine of -teur, except in these.
NOT_AGENTS_IN_TRICE = frozenset("matrice cicatrice".split())

# -euse is the feminine of -eur in these, of -eux elsewhere.
AGENTS_IN_EUSE = frozenset(
    (
        "chercheuse entrepreneuse travailleuse vendeuse danseuse chanteuse coiffeuse serveuse joueuse nageuse coureuse "
        "footballeuse skieuse basketteuse volleyeuse agricultrice programmeuse développeuse codeuse hackeuse "
        "youtubeuse influenceuse blogueuse entraîneuse acheteuse porteuse meneuse preneuse donneuse receveuse "
        "contrôleuse livreuse conteuse rappeuse slameuse brodeuse tisseuse footeuse lanceuse boxeuse cycleuse "
        "annonceuse penseuse rêveuse bâtisseuse investisseuse assureuse financeuse loueuse éleveuse pêcheuse "
        "cueilleuse moissonneuse imprimeuse batteuse rédactrice dépanneuse bailleuse employeuse recruteuse chroniqueuse "
        "réviseuse superviseuse metteuse masseuse ingénieuse professeure"
    ).split()
)

# --- Names that are written in several ways: the first spelling stands for the others ------------------------------

NAME_VARIANTS = """
mohamed mohammed muhammad mohammad muhammed mouhamed mohamad
ahmed ahmad
youssef yousef yusuf youcef youssouf
hassan hasan
hussein hussain houssein houcine hossein
abdallah abdullah abdellah
abderrahmane abderrahman abdurrahman abdelrahman
fatima fatma fatimah
khadija khadidja kadija
aicha aïcha aisha ayesha
omar umar
othmane othman osman
marrakech marrakesh
tanger tangier tangiers
fes fès fez
essaouira mogador
meknes meknès
tetouan tétouan
laayoune laâyoune
benguerir
ouarzazate warzazat
agadir
kenitra kénitra
""".strip()
