"""Short and pet forms of given names: English, French, German, Spanish and Italian."""

from __future__ import annotations

from functools import lru_cache

# A name in full, then the forms that stand for it. Forms of one name are not taken for each other.
_FORMS = """
abigail abby abbie gail
adelaide addie heidi
agnes aggie nessa
alan al
albert al bert bertie
alberto beto berto
alejandro alex ale
alessandro sandro alex ale
alexander alex alec sandy xander sasha lex
alexandra alex sandra sandy lexi sasha alexa
alexandre alex
alfred alf alfie fred freddie
alice ali
alison ali allie
amanda mandy
amelia amy millie
andrea andi andy
andreas andy andi
andrew andy drew
angela angie
anja ania
ann annie nan nancy
anna ann annie anne
anne annie anna
annette netta
anthony tony ant
antoine toine
antonia toni
antonio tony toni toño nino
archibald archie
arthur art artie
augustus gus
barbara barb babs barbie bobbie
bartholomew bart
beatrice bea trixie
benedict ben
benjamin ben benji benny
bernadette bernie
bernard bernie
bernhard bernd
brigitte gitte biggi
bridget biddy bridie
bradley brad
calvin cal
cameron cam
carlos carlitos
carolina caro lina
caroline carrie caro carol lynn
catherine cathy cath kate katie cat kitty
cecilia cissy celia
charles charlie chuck chas chaz charley
charlotte lottie charlie lotte
christian chris
christiane christel
christina chris chrissie tina
christine chris chrissie tina
christophe chris
christopher chris kit topher
clara clare
claudia claudi
clifford cliff
concepcion concha conchita
constance connie
cornelia nelly conny
cornelius neil con
cristina cris
cynthia cindy
daniel dan danny
daniela dani
danielle dani
david dave davey
deborah deb debbie
dennis denny
dolores lola lolita
dominic dom nick
dominique dom
donald don donnie
dorothea dora dorle thea
dorothy dot dottie dolly
douglas doug
edmund ed eddie ted
eduardo edu lalo
edward ed eddie ted teddy ned
edwin ed eddie
eleanor ellie nell nora ella
elena lena
elisabeth lisa liesl lisbeth sissi elli else betti
elizabeth liz lizzie beth betty eliza elsie libby lisa bess betsy
elisabetta betta lisa
emanuele lele
emily em emmy milly
emma em
enrico rico
enrique quique kike
ernest ernie
eugene gene
evelyn eve evie
ferdinand ferdi
fernando nando
florence flo florrie
frances fran francie frankie
francesca franca chicca
francesco franco cesco ciccio
francis frank fran
francisca paca paqui
francisco paco pancho curro fran
francois fanfan
frederic fred
frederick fred freddie
friedrich fritz fred
gabriel gabe gabi
gabriele gabi
gabriella gabby ella
gabrielle gaby gabby
geoffrey geoff jeff
george georgie
georg schorsch
gerald gerry jerry
gerard gerry jerry
gerhard gerd
gertrud trude gerda
gertrude gertie trudy
giovanni gianni nino vanni
giuseppe beppe peppe pino
giuseppina pina
gregory greg
guillaume guigui
guillermo memo guille
gustav gus
guadalupe lupe
gwendoline gwen
hannah hanna
hans hansi
harold harry hal
harriet hattie
heinrich heinz heiner
helen nell nellie
helena lena
helene lene leni
henry harry hank hal
herbert herb bert
howard howie
hubert bert
ignacio nacho
ines nes
irene renie
isaac ike zac
isabel bel belle isa chabela
isabella bella izzy belle
isabelle izzy belle isa
jacob jake
jacqueline jackie
jacques jacquot
james jim jimmy jamie
jane janie
janet jan
jason jay
javier javi
jean jeannot
jeffrey jeff
jennifer jen jenny jenna
jeremiah jerry
jeremy jem jerry
jessica jess jessie
jesus chus chuy
joachim jochen achim
joan joanie
joanna jo
joanne jo
johann hans
johanna hanna hanne
johannes hans jo hannes
john jack johnny jon
jonathan jon jonny
jose pepe chepe
josef sepp jupp
joseph joe joey jo
josephine jo josie
joshua josh
juan juanito
judith judy
julia jule julie
juliana juli
julian jules
jürgen jogi
karl kalle
karl-heinz kalle
katharina kathi kathrin kati
katherine kathy kate katie kat kitty
kathleen kathy kath kate
kathryn kathy kate katie
kenneth ken kenny
kimberly kim
klaus claus
konrad conny
laura laurie
laurence larry laurie
lawrence larry laurie
leonard leo len lenny
leonardo leo
leopold poldi leo
lewis lew
lillian lily lil
lorenzo renzo
louis lou louie
louise lou
lucas luke
lucia luci
ludwig lutz
luigi gigi
luis lucho
madeleine mado maddie
madeline maddie
magdalena lena magda leni
manfred manni
manuel manolo manu
manuela manu
marcus marc
margaret maggie meg peggy marge margie greta daisy
margarete grete greta gretel
margarita marga rita
margherita rita
marguerite margot
maria mary mia mari marie
maria-teresa maite
marie mimi
marilyn mari
mariano nano
marjorie marge margie
martha marty
martin marty
martina tina
mary molly polly mae mamie
mathilde tilda
matilda tilly mattie
matteo teo
matthew matt matty
matthias matze hias
maureen mo
maurice mo
maximilian max
maxwell max
megan meg
melanie mel
melissa mel missy
mercedes merche
michael mike mick mickey mikey
michaela micha
michel mimi
michele miche
michelle shelly
miguel miky
mildred millie
miriam mimi
mohamed muhammad
mohammed mo mohamed muhammad mohammad
monica moni
monika moni
montserrat montse
muhammad mo mohammed
nancy nan
natalie nat
natasha tasha
nathan nat nate
nathaniel nat nate
nicholas nick nicky
nicola nicky nic
nicolas nico nick
nicole nicky
nikolaus klaus niko
oliver ollie olli
olivia liv livvy
pamela pam
pascual pascal
patricia pat patty tricia trish
patrick pat paddy
paul paulie
peter pete
penelope penny
philip phil pip
philippe phil
phillip phil
pietro piero
pilar pili
priscilla cilla
rachel rach
ramon moncho
randolph randy
raphael raf
rafael rafa
raymond ray
rebecca becky becca
reginald reg reggie
renate nate
ricardo ricky richi
riccardo ricky
richard rick ricky dick rich richie
robert bob bobby rob robbie bert
roberta bobbie
roberto berto
roderick rod
rodney rod
roger rog
roland rolly
ronald ron ronnie
rosalind ros
rosario charo
rosemary rose rosie
rudolf rudi
rupert rupe
russell russ
salvatore totò turi
samantha sam
samuel sam sammy
sandra sandy
santiago santi yago
sarah sally sadie sara
sebastian seb basti
sebastien seb
sergio checo
sharon shaz
sidney sid
siegfried siggi
silvia silvi
simon si
sofia sofi sophie sophia
solomon sol
sophia sophie
stanley stan
stefan steffen stef
stefania stefi
stefanie steffi
stephane steph
stephanie steph steffi
stephen steve stevie
steven steve stevie
stuart stu
susan sue suzie susie
susanna sue susi
susanne susi sanne
sylvia syl
teresa tere
terence terry
theodor theo
theodore ted teddy theo
theresa terry tess tessa
therese resi
thomas tom tommy
timothy tim timmy
tobias tobi
ulrich uli
ulrike uli
ursula uschi ulla
valentina vale
valerie val
vanessa nessa
veronica ronnie vero
victor vic
victoria vicky vic tori
vincent vince vinny
vincenzo enzo
virginia ginny ginger
vivian viv
walter wally walt
wendy wen
wilhelm willi willy wim
wilhelmina mina minnie
william bill billy will willie liam
winifred winnie
wolfgang wolf wolfi
yolanda yoli
zachary zach zac
"""


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    from care_console.lookup.normalise import compact

    both_ways: dict[str, set[str]] = {}
    for line in _FORMS.split("\n"):
        name, *forms = map(compact, line.split()) if line else [""]
        for form in forms:
            both_ways.setdefault(name, set()).add(form)
            both_ways.setdefault(form, set()).add(name)
    return {name: frozenset(forms) for name, forms in both_ways.items()}


def nicknames(token: str) -> frozenset[str]:
    """The short forms of a name, and the names that it is a short form of; none for most tokens."""
    return _table().get(token, frozenset())
