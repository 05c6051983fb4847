"""Families: forms that share a stem of their own, which no rule for endings gives them or which a rule would take away.

A line is a family; its first form names the stem. A family of one word sets that word apart from all others.
"""

from __future__ import annotations

FAMILIES = """
travail travaux
vitrail vitraux
bail baux
corail coraux
émail émaux
soupirail soupiraux
vantail vantaux
matériau matériaux
noyau noyaux
tuyau tuyaux
joyau joyaux
boyau boyaux
landau landaus
jeu jeux
enjeu enjeux
lieu lieux
milieu milieux
feu feux
voeu voeux
aveu aveux
neveu neveux
cheveu cheveux
adieu adieux
dieu déesse dieux déesses
essieu essieux
hébreu hébreux
bijou bijoux
caillou cailloux
chou choux
genou genoux
hibou hiboux
pou poux
taux
faux fausse fausses faussement
chaux
oeil yeux
ciel cieux
nouveau nouvel nouvelle nouveaux nouvelles nouvellement
beau bel belle beaux belles
jumeau jumelle jumeaux jumelles
vieux vieil vieille vieilles
fou fol folle fous folles
mou mol molle mous molles
blanc blanche blancs blanches
franc franche francs franches franchement
sec sèche secs sèches
frais fraîche fraîches
public publique publics publiques publiquement
turc turque turcs turques
grec grecque grecs grecques
laïc laïque laïcs laïques
long longue longs longues longuement
oblong oblongue
doux douce douces doucement
roux rousse rousses
jaloux jalouse jalouses
gros grosse grosses
gras grasse grasses
bas basse basses
las lasse lasses
épais épaisse épaisses
exprès expresse expresses expressément
tiers tierce tierces
métis métisse métisses
bon bonne bons bonnes
mignon mignonne mignons mignonnes
breton bretonne bretons bretonnes
baron baronne barons baronnes
piéton piétonne piétons piétonnes
patron patronne patrons patronnes
paysan paysanne paysans paysannes
neuf neuve neufs neuves
bref brève brefs brèves brièvement
vif vive vifs vives vivement
actif active actifs actives activement
veuf veuve veufs veuves
juif juive juifs juives
sauf
favori favorite favoris favorites
bénin bénigne bénins bénignes
malin maligne malins malignes
tel telle tels telles tellement
égal égale égaux égales
idéal idéale idéaux idéales idéalement
pareil pareille pareils pareilles pareillement
vermeil vermeille
nu nue nus nues
fier fière fiers fières fièrement
amer amère amers amères amèrement
net nette nets nettes nettement
sujet sujette sujets sujettes
muet muette muets muettes
violet violette violets violettes
cadet cadette cadets cadettes
coquet coquette coquets coquettes
sot sotte sots sottes
caduc caduque caducs caduques
aîné aînée aînés aînées
nourrisson nourrissons
régie régies
maintenant
mépris
souris
plus
voilà
contrée contrées
unisson
défaite défaites
gare gares
parfait parfaite parfaits parfaites parfaitement
nul nulle nuls nulles
tout toute tous toutes
gentil gentille gentils gentilles gentiment
quotidien quotidienne quotidiens quotidiennes quotidiennement
maître maîtresse maîtres maîtresses
roi rois
reine reines
loi lois
monsieur messieurs
madame mesdames
héros héroïne héroïnes
compagnon compagne compagnons compagnes
copain copine copains copines
empereur impératrice
ambassadeur ambassadrice ambassadeurs ambassadrices
car cars
foule foules
tente tentes
tombe tombes
serre serres
soupe soupes
rue rues
grève grèves
tête têtes
lignée lignées
plaine plaines
aïeul aïeule aïeuls aïeules aïeux
bonhomme bonshommes bonhommes
gentilhomme gentilshommes
duc duchesse ducs duchesses
comte comtesse comtes comtesses
prince princesse princes princesses
hôte hôtesse hôtes hôtesses
traître traîtresse traîtres traîtresses
poète poétesse poètes poétesses
chat chatte chats chattes
tranche tranches
torche torches
piste pistes
coupe coupes
peine peines
voile voiles
table tables
bande bandes
file files
masse masses
presse presses
prime primes
route routes
taille tailles
terre terres
fiche fiches
flotte flottes
force forces
groupe groupes
liquide liquides
ligne lignes
fois
foi
ours
transit transits
rosée rosées
premier première premiers premières premièrement
dernier dernière derniers dernières dernièrement
mal maux
général générale généraux générales généralement
commun communs
commune communes
relatif relative relatifs relatives relativement
notamment
vent vents
vente ventes
opéra opéras
port ports
portuaire portuaires
portée portées
part parts
parti partis
partie parties
cour cours
courant courants courante courantes couramment
court courts courte courtes
concours
discours
fond fonds
mars
marais
fer fers
mer mers
mère mères
père pères
mare mares
marin marins
maritime maritimes
cas
case cases
an ans
âne ânes
année années
sens
sort sorts
sorte sortes
ressort ressorts
ressortissant ressortissants ressortissante ressortissantes
lit lits
suite suites
nuit nuits
entreprise entreprises
parcours
cru crus
crue crues
dur durs dure dures durement
forme formes
format formats
équipe équipes
place places
cadre cadres
poste postes
livre livres
règle règles
centre centres
classe classes
base bases
ferme fermes
somme sommes
mine mines
loge loges
moyenne moyennes
moyen moyens
revue revues
lion lions lionne lionnes
revenu revenue revenus revenues
contenu contenue contenus contenues
issu issue issus issues
value values
voie voies
savon savons
avion avions
réponse réponses
fin fins
fine fines
plan plans
bus
bois
but buts
bout bouts
vers
ver
fils
fille filles
fil
pays
paysage paysages
vie vies
vis
armée armées
donnée données
assemblée assemblées
allée allées
musée musées
durée durées
don dons
suivant suivante suivants suivantes
puissant puissante puissants puissantes
politique politiques politiquement
mort morte morts mortes
état états
été étés
lait laits
bar bars
barre barres
pont ponts
trait traits
tennis
chef chefs
héritier héritière héritiers héritières
prêtre prêtresse
dessert desserts
""".strip()
