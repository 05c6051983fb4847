"""Verbs other than those in -er: classes of verbs that change alike, and the forms of each class.

A class is a line of infinitives, then the end of the infinitive that is cut, then what is put in its place.
``ett:PIS`` stands for ``ett`` with each ending of the groups P, I and S; ``-`` is no ending. Of the past historic there
is the third person, which is still written. Forms that are far more often another word (``bois``, ``plus``,
``devant``) are left out.
"""

from __future__ import annotations

GROUPS = {
    "P": "ons ez ant ante ants antes",  # present plural and participle
    "V": "ons ez",  # the same of verbs whose participle is another word
    "I": "ais ait ions iez aient",  # imperfect
    "S": "e es ent",  # present subjunctive, third person plural
    "F": "ai as a ons ez ont ais ait ions iez aient",  # future and conditional
}

CONJUGATIONS = """
abasourdir abolir aboutir abrutir accomplir accroupir adoucir affaiblir affermir affranchir agir agrandir ahurir
aigrir amaigrir amincir amoindrir amortir anéantir anoblir aplanir aplatir appauvrir applaudir approfondir arrondir
asservir assainir assombrir assortir assoupir assouplir assourdir assouvir assujettir atterrir attendrir avertir
avilir bannir bâtir bénir blanchir blondir blottir bondir brandir brunir chérir choisir compatir convertir croupir
débâtir définir dégarnir démolir démunir dépérir désobéir dessaisir divertir durcir éblouir éclaircir élargir
embellir emboutir emplir endolorir endurcir enfouir engloutir engourdir enrichir ensevelir envahir épaissir épanouir
établir étourdir évanouir faiblir farcir finir fléchir flétrir fleurir fournir fraîchir franchir frémir garantir
garnir gémir glapir grandir gravir grossir guérir honnir impartir infléchir interagir intervertir investir jaillir
jaunir jouir languir lotir maigrir meurtrir mincir moisir munir mûrir nantir noircir nourrir obéir obscurcir ourdir
pâlir pâtir périr pervertir pétrir polir pourrir préétablir prédéfinir prémunir punir raccourcir raffermir
rafraîchir ragaillardir rajeunir ralentir ramollir ravir réagir réassortir rebâtir rebondir reconvertir redéfinir
réfléchir refroidir régir réinvestir rejaillir réjouir remplir renchérir répartir resplendir ressaisir rétablir
retentir rétrécir réunir réussir rosir rôtir rougir roussir rugir saisir salir sertir sévir subir subvertir
surenchérir surgir resurgir tarir ternir trahir transir travestir unir vernir vieillir vomir
= ir : ir is it iss:PIS ir:F i ie ies irent

abstenir advenir appartenir contenir contrevenir convenir détenir devenir entretenir intervenir maintenir obtenir
parvenir prévenir provenir redevenir retenir revenir soutenir souvenir subvenir survenir tenir venir
= enir : enir ienne iennes iennent iens ient en:PI iendr:F enu enue enus enues int inrent

admettre commettre compromettre démettre émettre entremettre mettre omettre permettre promettre réadmettre remettre
retransmettre soumettre transmettre
= ettre : ettre ets et ett:PIS ettr:F is ise ises it

apprendre comprendre déprendre entreprendre éprendre méprendre prendre réapprendre reprendre surprendre
= endre : endre ends end en:PI enn:S endr:F is ise ises it irent

attendre condescendre confondre correspondre défendre dépendre descendre détendre distendre entendre étendre fendre
mordre morfondre pendre perdre pondre pourfendre prétendre redescendre refondre remordre rendre répandre répondre
retendre retordre revendre suspendre tendre tondre tordre vendre
= re : re s - P I S r:F u ue us ues it irent

fondre
= re : re r:F u ue us ues

abattre battre combattre débattre ébattre rabattre
= attre : attre ats at att:PIS attr:F attu attue attus attues attit attirent

conduire construire coproduire cuire déconstruire déduire détruire éconduire enduire induire instruire introduire
produire reconduire reconstruire réduire réintroduire reproduire séduire surproduire traduire
= uire : uire uis uit uis:PIS uir:F uits uite uites uisit uisirent

luire nuire reluire
= uire : uire uis uis:PIS uir:F ui

apercevoir concevoir décevoir percevoir recevoir
= cevoir : cevoir çois çoit çoiv:S cev:PI cevr:F çu çue çus çues çut çurent

devoir
= evoir : evoir ois oit oiv:S ev:VI evr:F û ue us ues ut

pouvoir
= ouvoir : ouvoir eux eut euvent ouv:VI ouvant ourr:F u uiss:S uissions uissiez ut urent

vouloir
= ouloir : ouloir eux eut eulent oul:PI oudr:F oulu oulue oulus oulues euill:S euillez oulut oulurent

savoir
= avoir : avoir ais ait avent av:VI aur:F u ach:S achant achons achez ut urent

avoir
= avoir : avoir avais avait aviez avaient aur:F aie aies aient ayons ayez ayant eu eue eus eues eut eurent

être
= être : ét:I étant étants ser:F soyons soyez soient fut furent fût

aller
= aller : aller vais vas va vont aill:S allons allez allant all:I ir:F allé allés

falloir
= alloir : alloir aut allait audra audrait allu

pleuvoir
= euvoir : euvoir eut euvait euvra euvrait

équivaloir prévaloir valoir
= aloir : aloir aux aut al:PI al:S audr:F alu aille aillent alut

revivre survivre vivre
= ivre : ivre is it iv:PIS ivr:F écu écue écus écues écut écurent

entrevoir revoir voir
= oir : oir ois oit oi:S oy:PI err:F u ue us ues

dépourvoir pourvoir prévoir
= oir : oir ois oit oi:S oy:PI oir:F u ue us ues it ut

contrefaire défaire faire parfaire refaire satisfaire
= aire : aire ais ait aites ais:PI ont er:F ass:S ait aits aite assions assiez it irent

contredire dire interdire prédire redire
= ire : ire is it is:PIS ites ir:F its ite irent

maudire
= ire : ire is it iss:PIS ir:F its ite ites

circonscrire décrire écrire inscrire prescrire proscrire réécrire réinscrire retranscrire souscrire transcrire
= ire : ire is it iv:PIS ir:F its ite ites ivit ivirent

élire lire réélire relire
= ire : ire is it is:PIS ir:F u ue us ues ut urent

poursuivre suivre
= uivre : uivre uis uit uiv:PIS uivr:F uivi uivie uivis uivies uivit uivirent

accourir concourir courir discourir encourir parcourir recourir secourir
= ourir : ourir ours ourt our:PIS ourr:F ouru ourue ourus ourues ourut oururent

couvrir découvrir entrouvrir offrir ouvrir recouvrir redécouvrir rouvrir souffrir
= rir : rir re res rent r:PI rir:F rit rirent

couvrir découvrir entrouvrir ouvrir recouvrir redécouvrir rouvrir
= vrir : vert verte verts vertes

offrir souffrir
= rir : ert erte erts ertes

consentir démentir mentir partir pressentir repartir repentir ressentir ressortir sentir sortir
= tir : tir s t t:PIS tir:F ti tie tis ties tit tirent

desservir resservir servir
= vir : vir s t v:PIS vir:F vi vie vis vies vit virent

dormir endormir rendormir
= mir : mir s t m:PIS mir:F mi mie mis mies mit

mourir
= ourir : ourir eurs eurt eur:S our:PI ourr:F ort orte orts ortes ourut oururent

apparaître comparaître connaître disparaître méconnaître paraître réapparaître reconnaître reparaître transparaître
= aître : aître ais aît ait aiss:PIS aîtr:F u ue us ues ut urent

naître renaître
= aître : aître ais aît ait aiss:PIS aîtr:F é ée és ées aquit aquirent

croire
= oire : oire ois oit oi:S oy:PI oir:F

accroître croître décroître
= oître : oître oîs oît oiss:PIS oîtr:F ut urent

accroître décroître
= oître : ois oit u ue us ues

boire
= oire : oire oit oivent oive uv:PI oir:F u ue

complaire déplaire plaire taire
= aire : aire ais aît ait ais:PIS air:F

adjoindre astreindre atteindre contraindre craindre dépeindre disjoindre enfreindre enjoindre éteindre étreindre
feindre joindre peindre plaindre rejoindre repeindre restreindre teindre
= indre : indre ins int ign:PIS indr:F ints inte intes ignit ignirent

conclure exclure inclure
= clure : clure clus clut clu:PIS clur:F clu clue clues cluse cluses

acquérir conquérir enquérir reconquérir requérir
= érir : érir iers iert ér:PI ièr:S err:F is ise ises it irent

convaincre vaincre
= aincre : aincre aincs ainc ainqu:PIS aincr:F aincu aincue aincus aincues ainquit

corrompre interrompre rompre
= ompre : ompre omps ompt omp:PIS ompr:F ompu ompue ompus ompues ompit ompirent

accueillir cueillir recueillir
= ir : ir P I S er:F i ie is ies it irent

assaillir défaillir tressaillir
= ir : ir P I S ir:F i ie is ies it irent

enfuir fuir
= uir : uir uis uit ui:S uy:PI uir:F ui uie uis uies uirent

échoir
= oir : oir oit oient u ue us ues ut

gésir
= ésir : ésir ît is:I isant isants isante isantes

absoudre dissoudre résoudre
= soudre : soudre sous sout solv:PIS soudr:F solu solue solus solues soute soutes

émouvoir promouvoir
= ouvoir : ouvoir eus eut euv:S ouv:PI ouvr:F u ue us ues ut

mouvoir
= ouvoir : ouvoir eus eut euv:S ouv:PI ouvr:F u us ues ut

bouillir rebouillir
= illir : illir ill:PIS illir:F illi illie illis illies illit illirent

moudre remoudre
= dre : dre ds d l:PI dr:F lu lue lus lues lut lurent

rire sourire
= ire : ire is it i i:PIS ir:F irent

suffire
= ire : ire is it is:PIS ir:F i

abstraire distraire extraire soustraire
= raire : raire rais rait rai:S ray:PI rair:F raits raite raites

asseoir
= eoir : eoir ied ieds oit ois oient ey:PIS iér:F oir is ise

dévêtir revêtir vêtir
= êtir : êtir êts êt êt:PIS êtir:F êtu êtue êtus êtues

coudre découdre recoudre
= dre : dre ds d s:PIS dr:F su sue sus sues

haïr
= aïr : aïr ais ait aïss:PIS aïr:F aï aïe aïs aïes

clore éclore enclore
= ore : ore os ôt ot ose oses osent or:F

envoyer renvoyer
= oyer : err:F
""".strip()
"""Paragraphs of infinitives, then ``= cut : forms``."""
