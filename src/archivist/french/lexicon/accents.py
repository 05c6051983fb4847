"""Accents that count: words that are others without their accents."""

from __future__ import annotations

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
arrêté arrêtée arrêtés arrêtées
traité traitée traités traitées
retraité retraitée retraités retraitées
curé curés
pâté pâtés
pâte pâtes
pâle pâles
mâle mâles
rosé rosés
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
désert déserte déserts désertes
prêt prêts
âgé âgée âgés âgées
aisé aisée aisés aisées
doué douée doués douées
zélé zélée zélés zélées
privé privée privés privées
diplômé diplômée diplômés diplômées
associé associée associés associées
assuré assurée assurés assurées
délégué déléguée délégués déléguées
invité invitée invités invitées
blessé blessée blessés blessées
allié alliée alliés alliées
condamné condamnée condamnés condamnées
marié mariée mariés mariées
juré jurée jurés jurées
exposé exposée exposés exposées
énoncé énoncée énoncés énoncées
résumé résumée résumés résumées
tracé tracée tracés tracées
défilé défilés
débouché débouchés
procédé procédés
passé passée passés passées
carré carrée carrés carrées
interné internée internés internées
usagé usagée usagés usagées
sablé sablés
fossé fossés
comté comtés
cité cités
gravité
nécessité nécessités
facilité facilités
félicité
gratuité
parenté
gêne gênes
tél
faîte faîtes
gène gènes
""".strip()

FORMS_OF_VERBS = """
croître croît croîs crû
devoir dû
mouvoir mû
""".strip()
"""A verb, then its forms that are of another word without their accents."""
