"""Names of people and places: words that no rule for endings touches, and names that are written in several ways."""

from __future__ import annotations

FIRST_NAMES = """
adrien adrienne alain albert alberte alexandrine amandine amin amina amine anaïs andré andrée anne antoine
antoinette armand armande augustin augustine aurélien aurélienne benoît bernard bernarde carine catherine cécile
céline chantal charles charline chloé christian christiane christine claude claudine clémentine colette constantin
constantine corinne daniel danielle danièle delphine denis denise didier dominique edmond édouard éliane élodie
emmanuel emmanuelle émile émilie étienne fabien fabienne fabrice farid farida félicien félix fernand fernande firmin
florent florentin florentine france francine françois françoise frédéric frédérique gabriel gabrielle gaël gaëlle
geneviève georges georgette gérald géraldine gérard germain germaine ghislain ghislaine gilbert gilberte gilles
ginette gisèle grégoire guillaume guy guylaine hélène henri henriette hervé hortense isabelle jacqueline jacques
jean jeanne joël joëlle joseph joséphine jules julien julienne juliette justin justine karim karima karine latif
latifa laurence laurent lise louis louise luc lucas lucie lucien lucienne lydie madeleine marc marcel marceline
marcelle marguerite maria marina marion marius martial martin martine martina mathilde maxence maxime mélanie michel
michèle michelle mireille monique nadia nadine nathalie nicolas nicole noëlle odette olivier pascal pascale patrice
patricia patrick paul paule pauline philippe pierre pierrette quentin régine régis rémi rémy renaud rené renée
richard robert roger roland rosalie roseline sabine saïd saïda salima samir samira samuel sandrine sébastien séverin
séverine simon simone solange sophie stéphane stéphanie suzanne sylvain sylvaine sylvie sylviane théodore théophile
thérèse thierry thomas tristan valentin valérie véronique victor vincent viola virginie vivien vivienne xavier
xavière yann yannick yves yvette yvon yvonne zoé
""".strip()
"""Names whose feminine or masculine is the name of somebody else: a `Karim` is no `Karima`, a `Martine` no `Martin`."""

PLACES = """
agadir angers arles athènes béni beni bruxelles calais damas landes laos limoges londres mans nantes nîmes orléans
paris poitiers rabat reims rennes troyes versailles vienne vosges yvelines
""".strip()
"""Places that look like a plural, a feminine or a form of a verb: `Paris` is no `pari`, `Mali` no `mal`."""

NAME_VARIANTS = """
mohamed mohammed muhammad mohammad muhammed mouhamed mohamad
ahmed ahmad
youssef yousef yusuf youcef youssouf
hassan hasan hassane
hussein hussain houssein houcine hossein
abdallah abdullah abdellah
abderrahmane abderrahman abdurrahman abdelrahman
abdelkader abdelkhader
abdelaziz abdulaziz
fatima fatma fatimah
khadija khadidja kadija
aïcha aisha ayesha
omar umar
othmane othman osman
moustapha mustapha mustafa mostafa moustafa
ibrahim brahim
ismail ismaïl smail
yacine yassine yasin
zineb zaynab zeinab
meryem maryam meriem
nour noor
tarek tarik tariq
abdelkrim abdelkarim abdulkarim
abderrahim abdelrahim abdurrahim
noureddine nourredine nourreddine nouredine noureddin
zakaria zakariya zakariae zakarya
salaheddine salaheddin
khalid khaled
marrakech marrakesh
tanger tangier tangiers
fès fez
essaouira mogador
chefchaouen chaouen
meknès meknes
tétouan tetouan
laâyoune laayoune
ouarzazate warzazat
kénitra kenitra
pékin beijing
kiev kyiv
""".strip()
"""A line is one name in its romanisations: the first spelling stands for the others."""

JOINED_NAMES = """
ben guerir, ben guérir, ben slimane, beni mellal, béni mellal, al hoceima, al hoceïma, el jadida, oued zem
""".replace("\n", "").split(", ")
"""Names of two words that are also written in one: `Ben Guerir`, `Benguerir`."""
