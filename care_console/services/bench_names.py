"""Names and places for made-up customers, with frequencies that look real: few are very common, most are rare.

The common ones are spelt out; the long tail is made of the same letters in the same order (a chain of three letters),
so that misspellings meet as many neighbours as they do among people. Nothing here comes from customers of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from random import Random
from typing import Final

SURNAMES: Final = """
smith jones taylor brown williams wilson johnson davies patel robinson wright thompson evans walker white roberts green
hall wood jackson clarke clark harris lewis turner hill cooper ward moore morris king watson harrison morgan baker young
allen mitchell anderson phillips lee bell parker davis bennett miller cook shaw cox richardson carter collins marshall
bailey gray adams murphy kelly hunt ellis knight foster lloyd butler mills powell webb campbell stevens holmes hughes
palmer ali barnes fox hussain gibson matthews mason hunter pearce khan begum graham rogers west stone fisher simpson
murray chapman dixon price russell reynolds fletcher ford ryan grant stewart robertson scott mcdonald mackenzie reid
ross henderson paterson hamilton ferguson wallace cameron sinclair mcintosh gallagher obrien oconnor oneill byrne walsh
doyle mccarthy sullivan kennedy lynch quinn nolan brennan daly garcia rodriguez martinez hernandez lopez gonzalez perez
sanchez ramirez torres flores rivera gomez diaz reyes cruz morales ortiz gutierrez chavez ramos ruiz alvarez mendoza
vasquez castillo jimenez moreno romero herrera medina aguilar vargas guzman fernandez munoz rojas delgado santos silva
pereira costa ferreira oliveira martin bernard dubois thomas robert richard petit durand leroy moreau simon laurent
lefebvre michel david bertrand roux vincent fournier morel girard andre lefevre mercier dupont lambert bonnet francois
muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schaefer koch bauer richter klein wolf
schroeder neumann schwarz zimmermann braun krueger hofmann hartmann lange schmitt werner krause lehmann schmid rossi
russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti deluca mancini giordano rizzo
lombardi moretti barbieri fontana santoro mariani rinaldi caruso ferrara nguyen tran pham huynh wang li zhang liu chen
yang huang zhao wu zhou xu sun kim park choi jung singh kaur sharma kumar gupta shah mehta reddy iyer chowdhury rahman
ahmed hassan ibrahim mohammed abdi kowalski nowak wisniewska kaminski lewandowski zielinski novak horvat popescu ionescu
ivanov petrov yilmaz kaya demir celik vandenberg dejong devries jansen visser smit bakker hansen johansen olsen larsen
nielsen pedersen andersson karlsson nilsson virtanen korhonen papadopoulos haddad khoury mensah okafor adeyemi ndiaye
traore diallo tanaka suzuki takahashi watanabe yamamoto nakamura barrett armstrong whitehead blackburn thornton atkinson
hargreaves ashworth sutcliffe greenwood holroyd pickering dawson bradley booth hartley naylor crowther wainwright
ramsbottom entwistle pemberton featherstone longbottom winterbottom
"""
GIVEN: Final = """
james mary john patricia robert jennifer michael linda david elizabeth william barbara richard susan joseph jessica
thomas sarah charles karen christopher lisa daniel nancy matthew betty anthony sandra mark margaret donald ashley steven
kimberly andrew emily paul donna joshua michelle kenneth carol kevin amanda brian melissa george deborah timothy
stephanie ronald rebecca jason sharon edward laura jeffrey cynthia ryan amy jacob kathleen gary angela nicholas shirley
eric brenda jonathan emma stephen anna larry pamela justin nicole scott samantha brandon katherine benjamin christine
samuel helen gregory debra alexander rachel patrick carolyn frank janet raymond maria jack olivia dennis heather jerry
diane tyler julie aaron joyce jose victoria henry kelly adam joan douglas christina nathan lauren peter evelyn zachary
judith kyle megan noah andrea ethan cheryl jeremy hannah walter jacqueline christian martha keith gloria roger teresa
terry ann austin sara sean madison gerald frances carl kathryn harold jean dylan abigail arthur alice lawrence julia
jordan judy jesse sophia bryan grace billy denise bruce amber gabriel doris joe marilyn logan danielle alan beverly juan
isabella albert theresa willie diana elijah natalie wayne brittany randy charlotte vincent marie mason kayla roy alexis
ralph lori bobby olga mohammed fatima ahmed aisha omar zainab luca giulia marco chiara francesco martina alessandro
elena pierre camille jean louis chloe antoine lea hugo manon lucas ines hans greta jurgen ursula klaus heike wolfgang
petra stefan sabine carlos carmen miguel lucia javier pilar alejandro rosa diego isabel wei mei hiroshi yuki raj priya
arjun ananya sanjay deepa oluwaseun ngozi kwame ama liam aoife niamh siobhan callum isla finlay eilidh gareth rhys
lachlan mitchell harley kirra jarrod tahlia brock zac bailey ella ruby lily mia zoe jasmine imogen poppy freya ivy
"""
TOWNS: Final = """
london birmingham leeds glasgow sheffield bradford liverpool edinburgh manchester bristol cardiff leicester coventry
nottingham newcastle sunderland brighton plymouth wolverhampton derby southampton norwich york exeter cambridge oxford
denver chicago houston phoenix dallas austin columbus charlotte seattle boston portland memphis atlanta miami oakland
cleveland tampa aurora paris lyon marseille toulouse nantes strasbourg bordeaux lille rennes reims berlin hamburg
munchen koln frankfurt stuttgart dortmund essen leipzig dresden hannover madrid barcelona valencia sevilla zaragoza
malaga bilbao roma milano napoli torino palermo genova bologna firenze verona sydney melbourne brisbane perth adelaide
"""
_BEFORE: Final = """
ash black brad brook burn carl castle church clay cold crow dal dun east elm fair farn glen green haver hazel high
hol kings kirk lang little long lyn mar mid mill new north oak old pem pen quarry raven red ridge rock rose rye sand
shel south spring stan stock stoke sun sut thorn up wal water wes white wick wil wind win wood
"""
_AFTER: Final = """
bourne bridge brook burn bury by combe dale dean don field ford gate grove ham haven hill hurst lake land leigh ley
mead minster moor mouth park pool port ridge shire side stead stone thorpe ton vale view ville well wich wick wood worth
"""


class Frequent:
    """Words, the first ones much more often than the last (Zipf and Mandelbrot): frequency 1 / (rank + `flat`)."""

    def __init__(self, words: Sequence[str], flat: float) -> None:
        self.words = words
        self._sums = list(accumulate(1.0 / (rank + flat) for rank in range(len(words))))

    def draw(self, rng: Random, count: int) -> list[str]:
        """`count` words."""
        return rng.choices(self.words, cum_weights=self._sums, k=count)


def surnames(rng: Random, count: int) -> Frequent:
    """`count` surnames; the most common one has about one bearer in a hundred."""
    return Frequent(_with_tail(rng, SURNAMES.split(), count), 10.0)


def given_names(rng: Random, count: int) -> Frequent:
    """`count` given names."""
    return Frequent(_with_tail(rng, GIVEN.split(), count), 8.0)


def towns(rng: Random, count: int) -> list[str]:
    """At most `count` towns, the largest first."""
    made = [before + after for before in _BEFORE.split() for after in _AFTER.split() if before[-1] != after[0]]
    rng.shuffle(made)
    return list(dict.fromkeys([*TOWNS.split(), *made]))[:count]


def _with_tail(rng: Random, common: Sequence[str], count: int) -> list[str]:
    known = dict.fromkeys(common)
    known.update(dict.fromkeys(islice(_alike(rng, common, known), max(0, count - len(known)))))
    return list(known)[:count]


def _alike(rng: Random, common: Sequence[str], known: dict[str, None]) -> Iterator[str]:
    """Words that nobody has yet, each letter drawn by the two or three before it."""
    after: dict[str, list[str]] = {}
    for word in common:
        spelt = f"^^{word}$"
        for place in range(2, len(spelt)):
            after.setdefault(spelt[place - 2 : place], []).append(spelt[place])
    met = set(known)
    while True:
        word = "^^"
        while word[-1] != "$" and len(word) < 15:
            word += rng.choice(after[word[-2:]])
        made = word[2:].rstrip("$")
        if word[-1] == "$" and len(made) > 3 and made not in met:
            met.add(made)
            yield made
