"""Common given names by gender: cheap evidence for "he" and "she", never published."""

_MALE = """
aaron abdel abdelaziz abdul abdulaziz abdullah abdulrahman abhishek abraham adam adebayo aditya adrian ahmad ahmed
ahmet ajay akira alain alan albert alberto aldo alejandro aleksandar aleksander aleksandr alessandro alessio alex
alexander alexandre alexei alfonso alfred ali alistair allen alvaro amir amit anand anders anderson andre andreas
andrei andrej andrew andrzej andy angus anil ansel anthony antoine anton antonio antonín anwar aram ari arjun armando
arnaud arne arnold arthur arun arvind ashok asif aurélien axel aziz barack barry bart bartosz bashar bashir bastian
ben benedict benjamin bernard bernardo bernd bernie bilal bill bjorn björn bob bogdan boris boyd brad brandon brendan
brent brett brian bruce bruno bryan callum calvin camilo carl carlo carlos carsten cedric cesar chad charles charlie
chidi chris christian christoph christophe christopher chuck chuka clarence clark claude cliff clive colin conor
cormac craig cristian cristiano curtis cyril cyrus dag daisuke dale damian damien dan daniel danilo danny dario darius
darrell darren dave david dean deepak demetrius dennis derek dermot desmond detlef didier diego dieter dimitri
dimitris dinesh dirk dmitri dmitry dmytro dominic dominik don donald donovan doug douglas dragan duane duncan dwayne
dwight dylan eamon eamonn earl ed eddie edgar edmund eduard eduardo edward edwin efraim eli elias elijah elon emil
emile emilio emmanuel emmett emre enda enrique eric erik ernest ernesto ernst erwin esteban ethan etienne eugene evan
eyal ezra fabian fabio fadi faisal farhan farid federico felix ferdinand fergus fernand fernando finn florian francis
francisco frank frankie franklin franz françois fred frederick fredrik friedrich fumio gabriel gareth gary gavin
gavriel geoff geoffrey georg george georges georgi gerald gerard gerhard gerry gianluca gil gilbert giorgio giovanni
giuseppe glen glenn godfrey goran gordan gordon graham grant greg gregor gregory guido guillermo gunnar gustav gustavo
guy günter günther hakan hamid hamza hans hari harold harry harsh haruki harvey hassan hector heiko heinz helmut
hendrik henri henrik henrique henry herbert herman hideki hiroshi hisham horacio horst hossein howard hubert hugh hugo
husain hussein ian ibrahim ibrahima idris ignacio igor imad imran isaac ismail issa itamar itzhak ivan ivo iñigo jaap
jabari jack jacob jacques jai jaime jake jakob jakub jalen jamal james jamie janos jared jaroslav jason javier jeff
jeffrey jens jeremy jeroen jerome jerry jerzy jesus jim jimmy jiří joachim joao joaquin jochen joe joel joey johan
john johnny jon jonas jonathan jorge jose josef joseph josh joshua josip josé jozef joão juan juha julian julio junaid
jussi justin jónas jörg jürg jürgen kamal kareem karim karl karl-heinz karthik kazuo keir keith ken kenji kenneth
kevan kevin khalid kieran klaas klaus kofi kojo kostas krishna krzysztof kumar kunal kurt kwame kyle kyriakos lachlan
lance larry lars laszlo laurence laurent lawrence lee leif lennart leo leon leonard leonardo leonid leroy lewis liam
lionel loic lorenzo louis luc luca lucas ludwig luigi luis luiz lukas luke lászló mads magnus mahmoud mahmud maksim
malcolm manish manoj manuel marc marcel marcelo marcin marco marcus marek mariano mario marius mark marko markus
marshall martin martín marvin masahiro massimo mathias mathieu mats matt matteo matthew matthias maurice mauricio
maurizio max maxim maximilian mehdi mehmet melvin michael michal michał michel mick miguel mihai mikael mike mikhail
mikko milan milorad milos miloš mircea miroslav mitch mitchell mohamed mohammad mohammed mohan mohit moritz moses
moshe mostafa muhammad mukesh murat musa mustafa nabil naftali narendra nathan naveen neal ned neil nelson niall
nicholas nick nico nicolas niels nigel nikhil nikola nikolai nikolaos nikos nils noah norman nuno obinna olaf ole oleg
oliver olivier olof omar omid orlando osama oscar osman ossian otto ousmane owen pablo pankaj paolo pascal patrice
patrick paul pavel pawel paweł pedro pekka per perry pete peter petr petros petteri phil philip philippe phillip pier
pierre piers pieter pietro piotr prakash pranav predrag radek radoslaw rafael raheem rahul rainer raj rajesh rajiv
rakesh ralph ramesh rami ramin ramon randy ranjit rashid raul ravi ray raymond recep reinhard rené reuben reza rhys
ricardo richard rick rishi rob robert roberto rodney roel roger rohan rohit roland romain roman ron ronald ronny rory
ross roy rubén rudolf rudy rufus rui rupert russell rustam ryan sachin sadiq saeed said salem salman salvador
salvatore sam samir samuel samuli sanjay santiago sascha satoshi saul scott seamus sean sebastian sebastião selim sepp
serge sergei sergey sergii sergio seth seán shane shawn sheldon shigeru shimon shinji shinzo shyam siegfried sigmar
silvio simeon simon slobodan stanislav stanisław stanley stavros stefan stefano steffen stelios sten stephen steve
steven stewart stuart stéphane sunil suresh svein sven sándor séamus tadashi tadeusz taha tarek tariq taro ted teddy
teemu terence terrence thabo theo theodore thierry thilo thomas thorsten tiago tim timo timothy tobi tobias todd tom
tomas tomasz tomislav tommy tomáš tony torsten toshio travis trent trevor tunde tyler tyrone ulf ulrich umar uri uwe
vadim valentin vasily vasyl vernon victor vijay vikas vikram viktor vinay vincent vincenzo vinod vitalii vitaly vito
vivek vlad vladimir vladislav volker volodymyr wahid waldemar waleed walter warren wayne wilfred william wim winston
wladimir wojciech wolfgang xavier yair yannick yannis yash yasser yevgeny yiannis yitzhak yoav yoram yosef yoshihide
yoshimasa yossi youssef yukio yuri yuriy yusuf yves zachary zbigniew zdravko zeljko zoltan zoltán zoran
"""
_FEMALE = """
abigail ada adaeze adela adele adriana adriane agata agnes agnieszka aiko aileen ailsa aisha aisling alba aleksandra
alena alessandra alexa alexandra alexandria alexia alice alicia alina aline alison allison alma amal amanda amani
amber amelia amina aminata amira amrita amy ana anastasia andrea andreea anete angela angelina angelique anika anita
anja anjali anke ann anna anna-maria annalena anne anneke anneliese annette annie annika antje antonia anya april
araceli aria ariana arianna arlene asha ashley asma astri astrid audrey aung-san aya ayesha ayşe azadeh barbara beata
beate beatrice becky bella benazir berit bernadette beth bettina betty beverly bianca birgit birgitta blanca bożena
brenda bridget brigid brigitte brittany bronwyn caitlin camila camilla carina carla carly carmela carmen carol carole
carolina caroline carolyn cate caterina catherine cathleen cathy catriona cecile cecilia celia chantal charlene
charlotte chelsea cheryl chiamaka chiara chidinma chitra chloe chloé christa christel christelle christiane christina
christine cindy cinzia claire clara clare clarissa claudia claudine clementine clémence colleen concetta conchita
condi condoleezza connie consuelo cora corinna corinne courtney cristina crystal cynthia cécile céline dagmar daisy
dana daniela danielle danuta daphne darlene dawn deborah debra deirdre delia delphine denisa denise desiree diana
diane dianne dilma dina divya dolly dolores donna dora doreen doris dorota dorothea dorothy ebony edith edna efua
eileen ekaterina elaina elaine eleanor elena elin elina elisa elisabeth elise eliza elizabeth elke ella ellen ellie
elodie eloise elsa elsie elvira emilia emilie emily emine emma emmanuelle encarnación erica erika erin erna esma
esmeralda esperanza esra estelle esther ethel eugenia eunice eva eve evelina evelyn ewa fabienne faith faiza fanny
farah fatima fatma fatou federica felicia felicity fenella fiona fleur flora florence frances francesca franziska
freya frieda friederike gabriela gabriella gabrielle gail galina gemma genevieve georgia georgina geraldine gerda
gertrude ghislaine gianna gillian gina ginger giorgia gisela gita gitta giulia gladys glenda gloria grace greer greta
gretchen gráinne guadalupe gudrun gulnara gwen gwendolyn habiba halima hana hanan hanna hannah hanneke hannelore
harriet haruka hayley hazel heather heba hedwig heidi heike helen helena helene helga henrietta hilda hilde hillary
hina holly honor hope huda ida ikram ilaria ilhan ilona ilse iman imogen ina indira indra ines inga inge ingeborg
inger ingrid inés ioana irene irina iris irma isabel isabella isabelle isla ivana ivanka ivy iwona jacinda jackie
jacqueline jacqui jadwiga jana jane janelle janet janice janine jasmine jayne jean jeanette jeanne jelena jemima jenna
jennie jennifer jenny jessica jette jill joan joana joann joanna joanne jocelyn jodie joelle johanna jola jolanta
josefina josephine jovana joy joyce juanita judit judith judy julia juliana julianne julie june jutta kaja kamala
kaori karen karin karina karla karolina katarina katarzyna kate katerina katherine kathleen kathrin kathryn kathy
katie katja katrin katrina katya kavita kayla keiko keira keisha kellyanne kelsey kendra kerstin khadija khadijah
kimberly kinga kirsten kirsty klara kristen kristi kristin kristina krystyna kyoko laetitia laila lakshmi lana larissa
latoya laura laure lauren lauryn lavinia layla lea leah leanne leena leila lena leonie leonora lesley leticia letizia
leyla lidia liesbeth lila lilia lilian liliana lillian lily lina linda lindsay linn lisa lisbeth liudmila livia liz
lois lola lorena loretta lorna lorraine lotte louisa louise luana lucia luciana lucie lucille lucinda lucy lucía
ludmila luisa luise luna lupita luz lydia lynn lyudmila mabel madeleine madison mae magda magdalena maggie maisie maja
malala malgorzata mandy manuela mara marcela marcella marcia margaret margarita margot margrethe margriet mari maria
mariam marian mariana marianne maribel marie marieke mariela marija marijke mariko marilyn marina marine marion
marissa marit maritza marjan marjorie marlene marnie marsha marta martha martina mary maryam maryann matilda maud
maura maureen maxine maya mayumi małgorzata meera megan meghan mei melania melanie melinda melissa mercedes mercy
meredith merle meryl mette mia michaela michele michelle michiko mika mila mildred milena millie mimi mina minna
miranda miriam mirjam misty moira molly mona monica monika monique montserrat morag mumtaz muna muriel myra myriam
nadezhda nadia nadine nadège naima nancy naoko naomi nasrin natacha natalia natalie natalya natasha nathalie neha nela
nell nellie nerys ngozi niamh nicola nicole nicolette nikki nina nisha noelle noemi noor nora noreen norma nur nuria
oksana olena olga olha olivia oonagh oriana orla orsolya ottilie paloma pamela paola parisa patricia patrizia patti
paula pauline peggy penelope penny petra petronella philippa phoebe phyllis pia pilar polly pooja poppy portia preeti
priscilla priti priya priyanka rachel radhika rahel rana rania raquel rasha rashida rebecca rebekah reem regina renata
renate renee reyna rhiannon rhonda rina rita ritu roberta robyn rocio romy rosa rosalind rosalyn rosalía rosamund
rosanna rosario rose roseanne rosemary rosie roswitha roxanne roya roza rukhsana ruth saba sabina sabine sabrina sadia
safiya saida saliha sally salma samantha sana sandra sandrine sangeeta sanja sanna saoirse sara sarah sarai sarita
saskia satu selena shabana sharon sheena sheila shelly sherry sheryl shirin shirley shona shreya sian sibylle signe
sigourney sigrid silke silvia simone simonetta sindhu sinead sinéad siobhan siobhán sive siân sofia sofie solveig
sonia sonja sonya sophia sophie soraya stacey stefania stefanie steffi stella stephanie sue sunita sunniva susan
susana susann susanna sushma susi suzanne suzy svenja svetlana swati sylvia sylvie ségolène tabitha tamar tamara tammy
tamsin tania tanja tanya tara tatiana tatjana teresa tess tessa thandi thea thelma theodora theresa therese thérèse
tiffany tilda tilly tina tine tracey tracy trine trisha trudy tuija tuula ulla ulrike uma una ursula usha ute
valentina valerie vandana vanessa vasiliki vera verena veronica verónica vesna vibeke victoire victoria vida vigdis
viktoria vilma viola violet virginia vivian viviana viviane vivien wafa wanda wendy wiebke wilma winifred winnie
xiomara yael yara yasmin yasmine yelena yesenia yetunde yevgenia yoko yolanda yolande yukiko yuko yulia yuliya yuriko
yvette yvonne zahra zainab zara zarina zehra zeinab zelda zeynep zineb zoe zofia zora zsuzsanna zuzana
"""

_GENDER = dict.fromkeys(_FEMALE.split(), "f") | dict.fromkeys(_MALE.split(), "m")


def gender_of(given_name: str) -> str | None:
    """Return "m" or "f" for a common given name, None for a rare one or one that both bear."""
    return _GENDER.get(given_name.casefold())
