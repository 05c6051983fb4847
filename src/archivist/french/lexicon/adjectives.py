"""Feminines that no ending tells: which words in -e are the feminine of which."""

from __future__ import annotations

FEMININE_ADDS_E = """
abject abrupt absent absolu adroit afghan aigu aïeul allemand ambigu ami anglican apparent apprenti ardu artisan assidu
aucun avocat balourd bavard bénit bienvenu bigot blafard bleu blond bossu brun brut campagnard castillan catalan chacun
charnu chaud chevelu civil clair clochard cocu compact complet concis concret confus congru conjoint content contigu
continu correct cossu court courtisan débrouillard défunt dévolu dévot diffus direct discontinu discret distinct divers
dodu droit dru ennemi espagnol exact exigu expert exquis extraverti épars érudit étroit faiblard fainéant farfelu
fécond féru fichu filleul final flamand flou fort fortuit fourchu friand froid futur gai gaillard gallican gitan goulu
gourmand grand gratuit gris hagard hardi haut hindou huguenot idiot immun imparfait imprécis imprévu impromptu impur
inaperçu inattendu incomplet incongru inconnu incorrect indécis indéfini indirect indistinct indu inexact inédit infini
ininterrompu inopportun inouï inquiet insatisfait insoumis intact introverti intrus invaincu joli laid lauréat letton
lombard lourd magyar mahométan maint maladroit mandchou manuscrit marri maximal mongol montagnard moribond motard
musulman nazi nigérian nippon noir normand obscur obtus occitan opportun ottoman partisan patient pentu persan pervers
petit picard plat plein poilu pointu précieux précis préfet présent profond prompt puéril pur replet révérend révolu
ringard roman romand rond sain saint saugrenu savoyard second secret seul sourd soûl strict stupéfait subit subtil
succinct superflu suspect sûr texan têtu thaï tisserand toscan touffu trapu vagabond vain velu vert vil violent viril
volatil vrai
""".strip()
"""Masculines whose feminine adds an e, where the rules for endings do not tell."""

NOT_FEMININE = """
alternative annale archive attente bannière barrière bière braise capitale carrière cathédrale chaise chaîne
charpente chaudière cicatrice cigale civière colonne crinière croisière cuisine descente détente directive entente
escale échelle fraise glacière graine initiative libellule lisière litière locomotive lumière manière marine matière
matrice médecine mine missive morale offensive olive organe origine patine personne perspective pétale plante
poitrine poussière prière pupille racine rafale rive rivière ruine salive scandale sorcière spirale tomate usine
vitrine
""".strip()
"""Nouns that look like a feminine and are words of their own, the masculine being another word or none."""
