"""Common given names by gender: cheap evidence for "he" and "she", never published."""

_MALE = """
aaron abdul abdullah abraham adam adrian ahmed alan albert alberto alejandro alessandro alexander alexei alfred ali
allen amir gerard anderson andre andrei andrew andy anthony antonio arthur barack barry ben benjamin bernard bernie
bill bob boris brad brandon brendan brett brian bruce bryan calvin carl carlos cesar charles charlie chris christian
christopher chuck clarence clark claude clive colin craig dale damian dan daniel danny darren dave david dean dennis
derek diego dmitri dmitry dominic don donald doug douglas duncan dwight earl ed eddie edgar eduardo edward edwin
elon emmanuel enrique eric erik ernest ethan eugene evan felix fernando francis francisco frank franklin fred
frederick gabriel gareth gary gavin george gerald gilbert giovanni glenn gordon graham grant greg gregory guillermo
gustavo guy hans harold harry harvey hassan hector henri henry herbert herman howard hugh hugo hussein ian ibrahim
igor isaac ivan jack jacob jacques jaime jake james jamie jared jason javier jeff jeffrey jeremy jerome jerry jesus
jim jimmy joe joel johan john johnny jon jonathan jorge jose joseph joshua juan julian julio justin karl keith ken
kenneth kevin kurt kyle lance larry laurence lawrence lee leo leon leonard leroy lewis liam louis lucas luigi luis
luke malcolm manuel marc marcel marco marcus mario mark marshall martin marvin matt matteo matthew maurice max
melvin michael miguel mike mikhail mitch mitchell mohamed mohammad mohammed muhammad nathan neil nelson nicholas
nick nicolas nigel noah norman oleg oliver omar oscar owen pablo patrick paul pedro perry pete peter phil philip
philippe phillip pierre rafael ralph ramon randy raul ray raymond recep ricardo richard rick rob robert roberto
rodney roger roland ron ronald ross roy rupert russell ryan sam samuel scott sean sebastian serge sergei sergio seth
shawn shigeru shinzo simon stanley stefan stephen steve steven stuart ted terrence theodore thomas tim timothy
tobias todd tom tommy tony travis trevor tyler vernon victor viktor vincent vladimir volodymyr walter warren wayne
wilfred william xavier yasser yoshimasa yuri zachary fumio joachim jürgen klaus lars magnus mats olaf sven wolfgang
benedict narendra rishi sadiq imran hamid tariq khalid yusuf
"""
_FEMALE = """
abigail ada adele adriana agnes aisha alexandra alexandria alice alicia alison allison amanda amber amelia amy ana
andrea angela angelina anita ann anna anne annette annie april ashley astrid audrey barbara beatrice becky
bernadette beth betty beverly brenda bridget brittany camila camilla carla carmen carol caroline carolyn catherine
cathy cecilia charlotte chelsea cheryl chloe christina christine cindy claire clara claudia colleen condoleezza
connie courtney crystal cynthia daisy dana danielle dawn deborah debra denise diana diane dianne dolores donna dora
doris dorothy edith eileen elaine eleanor elena elise elisabeth elizabeth ella ellen emily emma erica erika erin
esther ethel eva eve evelyn fatima felicity fiona florence frances gabriela gail geraldine gina giorgia gladys
glenda gloria grace greta hannah harriet hazel heather heidi helen helena hillary holly ida ilhan irene iris isabel
isabella jacinda jackie jacqueline jane janet janice jasmine jean jeanne jennifer jenny jessica jill joan joanna
joanne jocelyn jodie josephine joy joyce juanita judith judy julia juliana julie june kamala karen karin kate
katherine kathleen kathryn kathy katie kayla keira kellyanne kendra kimberly kirsten kristen kristi kristin kristina
laila laura lauren leah leila lena leticia lilian lillian lily linda lindsay lisa liz lois lorraine louise lucia
lucy lydia lynn mabel madeleine madison maggie malala marcia margaret maria mariam marian marie marilyn marina
marion marissa marjorie marlene marsha martha mary maureen maxine maya megan melania melanie melissa mercedes
meredith mia michaela michele michelle mildred miranda miriam molly monica muriel nadia nancy naomi natalia natalie
natasha nicola nicole nina nora norma olga olivia pamela patricia paula pauline peggy penelope penny phyllis
priscilla rachel rebecca renee rhonda rita roberta rosa rosalind rose rosemary roxanne ruth sabrina sally samantha
sandra sara sarah selena sharon sheila sheryl shirley sigourney silvia simone sofia sonia sophia sophie stacey
stella stephanie sue susan susanna suzanne svetlana sylvia tamara tammy tanya tara tatiana teresa theresa tiffany
tina tracy ursula valentina valerie vanessa vera veronica victoria viola violet virginia vivian wanda wendy yolanda
yulia yvette yvonne zainab zoe angelique marine ségolène christiane ingrid simonetta federica benazir indira
aung-san sanna mette erna kaja nikki keisha condi priya anjali sunita
"""

_GENDER = dict.fromkeys(_FEMALE.split(), "f") | dict.fromkeys(_MALE.split(), "m")


def gender_of(given_name: str) -> str | None:
    """Return "m" or "f" for a common given name, None for a rare one or one that both bear."""
    return _GENDER.get(given_name.casefold())
