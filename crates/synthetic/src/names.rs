//! Names: made of short tables and syllables, so that nobody in here exists; with the scripts, accents and slips that
//! people bring along (`platform` 9.2).

use crate::places::{Culture, Culture as C};
use crate::rng::Rng;

/// Family names that have no row of their own are put together from syllables.
const FAMILY_NAMES: u64 = 20_000;
/// The same of given names.
const GIVEN_NAMES: u64 = 3_000;

/// What a culture calls people, the most frequent first.
pub struct Table {
    given: &'static [&'static str],
    family: &'static [&'static str],
    starts: &'static [&'static str],
    ends: &'static [&'static str],
    /// Family names with accents, where these are part of names (`platform` 9.2).
    accented: &'static [&'static str],
    /// The share of people who have a name of the tables, and the words in another script than Latin.
    native: Option<Native>,
    /// How strongly the first names lead.
    known: f64,
}

/// Words of a culture in a script of its own.
pub struct Native {
    pub script: Script,
    given: &'static [&'static str],
    family: &'static [&'static str],
}

/// Scripts that the statistics tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    Latin,
    Han,
    Cyrillic,
    Arabic,
    Hangul,
    Kana,
    Other,
}

impl Script {
    /// In the order in which figures list them.
    pub const ALL: [Script; 7] =
        [Self::Latin, Self::Han, Self::Cyrillic, Self::Arabic, Self::Hangul, Self::Kana, Self::Other];

    /// The name in figures: `Latin`, `Han`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Han => "Han",
            Self::Cyrillic => "Cyrillic",
            Self::Arabic => "Arabic",
            Self::Hangul => "Hangul",
            Self::Kana => "Kana and Kanji",
            Self::Other => "other",
        }
    }

    /// The share of records whose name is written so.
    pub const fn share(self) -> f64 {
        match self {
            Self::Latin => 0.94,
            Self::Han => 0.022,
            Self::Cyrillic => 0.015,
            Self::Arabic => 0.008,
            Self::Hangul => 0.004,
            Self::Kana => 0.005,
            Self::Other => 0.006,
        }
    }
}

const NO_STARTS: &[&str] =
    &["Bel", "Car", "Dan", "Fer", "Gor", "Hal", "Jan", "Kor", "Lam", "Mor", "Nad", "Pet", "Ral", "Sel", "Tam", "Vol"];

/// The table of a culture.
pub fn table(culture: Culture) -> &'static Table {
    macro_rules! table {
        ($given:expr, $family:expr, $starts:expr, $ends:expr, $accented:expr, $native:expr, $known:expr) => {
            const {
                &Table {
                    given: &$given,
                    family: &$family,
                    starts: &$starts,
                    ends: &$ends,
                    accented: &$accented,
                    native: $native,
                    known: $known,
                }
            }
        };
    }
    const fn native(script: Script, given: &'static [&'static str], family: &'static [&'static str]) -> Option<Native> {
        Some(Native { script, given, family })
    }
    match culture {
        C::English => table!(
            [
                "James", "Mary", "John", "Sarah", "David", "Emily", "Michael", "Anna", "Robert", "Laura", "Daniel",
                "Jessica", "Thomas", "Rachel", "Andrew", "Emma", "Peter", "Grace", "Samuel", "Helen", "Joseph", "Ruth",
                "Stephen", "Alice"
            ],
            [
                "Smith", "Jones", "Williams", "Brown", "Taylor", "Davies", "Wilson", "Evans", "Thomas", "Johnson",
                "Roberts", "Walker", "Wright", "Robinson", "Thompson", "White", "Hughes", "Edwards", "Green", "Hall",
                "Wood", "Harris", "Clarke", "Adeyemi"
            ],
            [
                "Ash", "Black", "Brad", "Clif", "Dun", "Ever", "Fair", "Gold", "Hart", "King", "Lang", "Mill", "Nor",
                "Oak", "Pem", "Rad", "Stan", "Thorn", "Wake", "Whit"
            ],
            [
                "ford", "ley", "ton", "well", "wood", "field", "man", "worth", "by", "son", "ham", "croft", "den",
                "more", "stead", "bury"
            ],
            [],
            None,
            0.6
        ),
        C::Spanish => table!(
            [
                "María", "José", "Juan", "Ana", "Carlos", "Laura", "Luis", "Carmen", "Jorge", "Lucía", "Miguel",
                "Sofía", "Andrés", "Elena", "Pedro", "Raúl", "Diego", "Paula", "Javier", "Marta", "Óscar", "Inés",
                "Pablo", "Rocío"
            ],
            [
                "García",
                "Rodríguez",
                "Martínez",
                "López",
                "González",
                "Hernández",
                "Pérez",
                "Sánchez",
                "Ramírez",
                "Torres",
                "Flores",
                "Rivera",
                "Gómez",
                "Díaz",
                "Cruz",
                "Morales",
                "Ortiz",
                "Gutiérrez",
                "Reyes",
                "Castillo",
                "Vargas",
                "Ramos",
                "Ruiz",
                "Moreno"
            ],
            [
                "Alm", "Bar", "Cal", "Des", "Esc", "Fon", "Gal", "Her", "Iz", "Jim", "Lav", "Mont", "Nav", "Orte",
                "Pal", "Quin", "Sal", "Tor", "Ur", "Val"
            ],
            [
                "ado", "illo", "ares", "era", "ona", "edo", "ales", "ero", "igo", "anza", "ia", "osa", "eda", "ín",
                "ón", "ez"
            ],
            ["García", "Martínez", "López", "Hernández", "Pérez", "Sánchez", "Gómez", "Díaz", "Núñez", "Ibáñez"],
            None,
            0.65
        ),
        C::Portuguese => table!(
            [
                "Maria",
                "João",
                "Ana",
                "José",
                "Paulo",
                "Juliana",
                "Carlos",
                "Fernanda",
                "Luiz",
                "Mariana",
                "Pedro",
                "Patrícia",
                "Rafael",
                "Camila",
                "Marcos",
                "Beatriz",
                "Lucas",
                "Débora",
                "André",
                "Letícia",
                "Tiago",
                "Márcia",
                "Rui",
                "Inês"
            ],
            [
                "Silva",
                "Santos",
                "Oliveira",
                "Souza",
                "Pereira",
                "Lima",
                "Ferreira",
                "Costa",
                "Rodrigues",
                "Almeida",
                "Nascimento",
                "Alves",
                "Carvalho",
                "Araújo",
                "Ribeiro",
                "Gomes",
                "Martins",
                "Barbosa",
                "Rocha",
                "Moreira",
                "Gonçalves",
                "Teixeira",
                "Magalhães",
                "Simões"
            ],
            [
                "Alb", "Bra", "Cam", "Dom", "Esp", "Figu", "Gou", "Lac", "Mac", "Nog", "Pin", "Quei", "Ram", "Sam",
                "Tav", "Vas", "Bast", "Cord", "Freit", "Mour"
            ],
            [
                "aio", "eira", "ães", "inho", "ada", "ente", "osa", "eiro", "ino", "ura", "ais", "elo", "edo", "iz",
                "as", "ão"
            ],
            ["Araújo", "Gonçalves", "Magalhães", "Simões", "Guimarães", "Leitão", "Brandão", "Conceição"],
            None,
            0.7
        ),
        C::Chinese => table!(
            [
                "Wei", "Jing", "Li", "Yan", "Jie", "Lei", "Min", "Yang", "Xin", "Tao", "Hui", "Jun", "Ying", "Bo",
                "Xiaoming", "Yu", "Hao", "Qian", "Zhiyuan", "Meng", "Chao", "Lin", "Rui", "Xue"
            ],
            [
                "Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Huang", "Zhao", "Wu", "Zhou", "Xu", "Sun", "Ma", "Zhu",
                "Hu", "Guo", "He", "Lin", "Gao", "Luo", "Zheng", "Liang", "Xie", "Song"
            ],
            ["Zh", "Ch", "Sh", "X", "Q", "J", "L", "M", "N", "P", "R", "T", "W", "Y", "F", "G", "H", "K", "B", "D"],
            ["ang", "eng", "i", "an", "ong", "u", "ao", "ou", "ing", "in", "uan", "ia", "ei", "ai", "un", "ian"],
            [],
            native(
                Script::Han,
                &[
                    "伟", "静", "丽", "强", "敏", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "明", "超", "秀英",
                    "霞", "平", "志远", "晓明"
                ],
                &[
                    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭",
                    "何", "林", "高", "罗"
                ]
            ),
            0.6
        ),
        C::Indian => table!(
            [
                "Rahul", "Priya", "Amit", "Pooja", "Sanjay", "Anjali", "Rajesh", "Neha", "Suresh", "Divya", "Vijay",
                "Kavita", "Anil", "Deepa", "Ravi", "Sunita", "Arun", "Lakshmi", "Mohammad", "Ayesha", "Imran",
                "Nasreen", "Manoj", "Rekha"
            ],
            [
                "Kumar",
                "Singh",
                "Sharma",
                "Gupta",
                "Patel",
                "Das",
                "Reddy",
                "Khan",
                "Verma",
                "Mishra",
                "Joshi",
                "Nair",
                "Iyer",
                "Chatterjee",
                "Banerjee",
                "Rao",
                "Mehta",
                "Yadav",
                "Hossain",
                "Ahmed",
                "Rahman",
                "Perera",
                "Pandey",
                "Pillai"
            ],
            [
                "Aga", "Bha", "Chau", "Desh", "Gan", "Hir", "Jay", "Kri", "Mah", "Nar", "Pra", "Ram", "Sub", "Tri",
                "Upa", "Vas", "Bala", "Dev", "Mani", "Sri"
            ],
            [
                "rwal", "tia", "dhary", "pande", "guly", "ani", "kar", "shnan", "jan", "yan", "sad", "rao", "ram",
                "vedi", "dhyay", "murthy"
            ],
            [],
            native(
                Script::Other,
                &["राहुल", "प्रिया", "अमित", "पूजा", "संजय", "अंजलि", "सुनीता", "रवि"],
                &["कुमार", "सिंह", "शर्मा", "गुप्ता", "वर्मा", "मिश्रा", "जोशी", "यादव"]
            ),
            0.75
        ),
        C::Italian => table!(
            [
                "Marco",
                "Giulia",
                "Andrea",
                "Francesca",
                "Luca",
                "Chiara",
                "Giuseppe",
                "Anna",
                "Matteo",
                "Elena",
                "Paolo",
                "Sara",
                "Stefano",
                "Laura",
                "Davide",
                "Silvia"
            ],
            [
                "Rossi", "Russo", "Ferrari", "Esposito", "Bianchi", "Romano", "Colombo", "Ricci", "Marino", "Greco",
                "Bruno", "Gallo", "Conti", "De Luca", "Mancini", "Costa"
            ],
            [
                "Bal", "Cas", "Del", "Fab", "Gal", "Lom", "Mar", "Nap", "Pal", "Ron", "San", "Tor", "Ver", "Zan",
                "Bor", "Cav"
            ],
            [
                "etti", "ini", "ello", "one", "aro", "ani", "ucci", "oni", "ese", "ieri", "allo", "asco", "ina", "oli",
                "essi", "otto"
            ],
            [],
            None,
            0.5
        ),
        C::French => table!(
            [
                "Marie",
                "Jean",
                "Pierre",
                "Sophie",
                "Nicolas",
                "Camille",
                "François",
                "Hélène",
                "Julien",
                "Émilie",
                "Thomas",
                "Céline",
                "Philippe",
                "Zoé",
                "Benoît",
                "Aurélie"
            ],
            [
                "Martin", "Bernard", "Dubois", "Robert", "Richard", "Petit", "Durand", "Leroy", "Moreau", "Simon",
                "Laurent", "Lefèvre", "Michel", "Lefebvre", "Bertrand", "Roux"
            ],
            [
                "Beau", "Cham", "Del", "Four", "Gar", "Lam", "Mer", "Nor", "Per", "Rou", "Sau", "Tes", "Val", "Bou",
                "Char", "Des"
            ],
            [
                "pont", "bert", "mont", "nier", "court", "ville", "eau", "ard", "ière", "sier", "let", "quet", "tin",
                "champs", "noir", "val"
            ],
            ["Lefèvre", "Garnière", "Hébert", "Ménard", "Bénard", "Mallet-Gérard"],
            None,
            0.5
        ),
        C::German => table!(
            [
                "Anna", "Thomas", "Julia", "Michael", "Katrin", "Stefan", "Sabine", "Jürgen", "Lena", "Andreas",
                "Karin", "Jan", "Eva", "Markus", "Pieter", "Sanne"
            ],
            [
                "Müller",
                "Schmidt",
                "Schneider",
                "Fischer",
                "Weber",
                "Meyer",
                "Wagner",
                "Becker",
                "Schulz",
                "Hoffmann",
                "Koch",
                "Bauer",
                "Richter",
                "Klein",
                "de Vries",
                "Jansen"
            ],
            [
                "Alt", "Berg", "Ditt", "Eber", "Fried", "Gerst", "Hart", "Kess", "Lind", "Neu", "Ober", "Rott",
                "Stein", "Tann", "Wald", "Zim"
            ],
            [
                "mann", "er", "hofer", "bach", "berger", "feld", "inger", "stein", "ler", "hardt", "rich", "brandt",
                "kamp", "wig", "auer", "mer"
            ],
            [],
            None,
            0.5
        ),
        C::Turkish => table!(
            [
                "Mehmet", "Ayşe", "Mustafa", "Fatma", "Ahmet", "Elif", "Ali", "Zeynep", "Hüseyin", "Özlem", "Murat",
                "Gülşen", "Emre", "Çiğdem", "Burak", "Şule"
            ],
            [
                "Yılmaz", "Kaya", "Demir", "Çelik", "Şahin", "Yıldız", "Öztürk", "Aydın", "Arslan", "Doğan", "Kılıç",
                "Aslan", "Çetin", "Kara", "Koç", "Kurt"
            ],
            [
                "Ak", "Bay", "Çak", "Dem", "Er", "Gün", "İn", "Kor", "Öz", "Sar", "Taş", "Uz", "Yal", "Yeşil", "Tok",
                "Kar"
            ],
            [
                "soy", "lar", "maz", "kaya", "demir", "er", "oğlu", "han", "alp", "göz", "tekin", "can", "dağ", "el",
                "taş", "ay"
            ],
            ["Yılmaz", "Çelik", "Şahin", "Yıldız", "Öztürk", "Doğan", "Kılıç", "Güneş"],
            None,
            0.6
        ),
        C::Slavic => table!(
            [
                "Anna",
                "Piotr",
                "Katarzyna",
                "Tomáš",
                "Małgorzata",
                "Jan",
                "Agnieszka",
                "Jiří",
                "Ewa",
                "Marek",
                "Zuzana",
                "Paweł",
                "Ivana",
                "Łukasz",
                "Petra",
                "Michał"
            ],
            [
                "Nowak",
                "Kowalski",
                "Wiśniewski",
                "Wójcik",
                "Kowalczyk",
                "Kamiński",
                "Lewandowski",
                "Zieliński",
                "Novák",
                "Svoboda",
                "Dvořák",
                "Horvat",
                "Kovač",
                "Černý",
                "Kučera",
                "Jovanović"
            ],
            [
                "Bar", "Dob", "Gór", "Jan", "Kral", "Ma", "Now", "Pol", "Sed", "Tom", "Wal", "Zaj", "Brz", "Czar",
                "Hol", "Ry"
            ],
            [
                "owski", "ecki", "ák", "ek", "icki", "ka", "ović", "ík", "czyk", "ová", "ar", "ic", "ala", "ewicz",
                "ny", "ko"
            ],
            ["Wiśniewski", "Wójcik", "Kamiński", "Zieliński", "Novák", "Dvořák", "Kučera", "Ševčík"],
            None,
            0.5
        ),
        C::Russian => table!(
            [
                "Olga",
                "Sergey",
                "Elena",
                "Alexander",
                "Natalia",
                "Dmitry",
                "Irina",
                "Andrey",
                "Tatiana",
                "Alexey",
                "Svetlana",
                "Vladimir",
                "Anna",
                "Oleksandr",
                "Yulia",
                "Igor"
            ],
            [
                "Ivanov",
                "Petrov",
                "Smirnov",
                "Kuznetsov",
                "Popov",
                "Sokolov",
                "Volkov",
                "Morozov",
                "Shevchenko",
                "Kovalenko",
                "Bondarenko",
                "Tkachenko",
                "Lebedev",
                "Novikov",
                "Kravchenko",
                "Kim"
            ],
            [
                "Bel", "Chern", "Dan", "Efim", "Gor", "Kal", "Lak", "Mak", "Nik", "Orl", "Pav", "Rom", "Step", "Tar",
                "Vor", "Zak"
            ],
            [
                "ov", "enko", "in", "ev", "sky", "ova", "chuk", "ina", "ich", "yan", "arov", "iev", "ovsky", "atov",
                "ushkin", "ets"
            ],
            [],
            native(
                Script::Cyrillic,
                &[
                    "Ольга",
                    "Сергей",
                    "Елена",
                    "Александр",
                    "Наталья",
                    "Дмитрий",
                    "Ирина",
                    "Андрей",
                    "Татьяна",
                    "Алексей",
                    "Олександр",
                    "Юлія"
                ],
                &[
                    "Иванов",
                    "Петрова",
                    "Смирнов",
                    "Кузнецова",
                    "Попов",
                    "Соколова",
                    "Волков",
                    "Морозова",
                    "Шевченко",
                    "Коваленко",
                    "Бондаренко",
                    "Ткаченко"
                ]
            ),
            0.5
        ),
        C::Arabic => table!(
            [
                "Mohamed", "Fatima", "Ahmed", "Maryam", "Ali", "Zahra", "Omar", "Sara", "Hassan", "Aisha", "Mahmoud",
                "Noor", "Reza", "Leila", "Ibrahim", "Huda"
            ],
            [
                "Mohammed", "Ahmed", "Ali", "Hassan", "Ibrahim", "Mahmoud", "Hussein", "Abdullah", "Al-Harbi", "Saleh",
                "Khalil", "Mansour", "Hosseini", "Karimi", "Rahimi", "Benali"
            ],
            [
                "Abd", "Al-Q", "Al-S", "Bou", "El-M", "Far", "Ghas", "Had", "Jaf", "Kas", "Moh", "Naj", "Rash", "Sham",
                "Taw", "Zar"
            ],
            [
                "elrahman", "asim", "aidi", "zid", "asri", "ouk", "emi", "ad", "ari", "sem", "seni", "idi", "awi",
                "iq", "alani", "eddine"
            ],
            [],
            native(
                Script::Arabic,
                &["محمد", "فاطمة", "أحمد", "مريم", "علي", "زهراء", "عمر", "سارة", "حسن", "عائشة"],
                &["محمود", "حسين", "عبدالله", "إبراهيم", "صالح", "خليل", "منصور", "حسيني", "كريمي", "الحربي"]
            ),
            0.7
        ),
        C::Japanese => table!(
            [
                "Hiroshi", "Yuki", "Takashi", "Akiko", "Kenji", "Haruka", "Satoshi", "Naoko", "Makoto", "Sakura",
                "Daisuke", "Yoko"
            ],
            [
                "Sato",
                "Suzuki",
                "Takahashi",
                "Tanaka",
                "Watanabe",
                "Ito",
                "Yamamoto",
                "Nakamura",
                "Kobayashi",
                "Kato",
                "Yoshida",
                "Yamada"
            ],
            [
                "Aki", "Fuji", "Hara", "Ishi", "Kawa", "Matsu", "Mori", "Naka", "Oka", "Saka", "Shima", "Taka", "Ue",
                "Yoshi", "Ki", "Mae"
            ],
            [
                "moto", "ta", "mura", "yama", "no", "da", "hara", "gawa", "saki", "shita", "guchi", "zawa", "ki",
                "uchi", "be", "oka"
            ],
            [],
            native(
                Script::Kana,
                &["ひろし", "さくら", "たかし", "あきこ", "ケンジ", "はるか", "さとし", "なおこ", "まこと", "ユキ"],
                &["佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "山本", "中村", "サトウ", "タナカ"]
            ),
            0.5
        ),
        C::Korean => table!(
            [
                "Min-jun",
                "Seo-yeon",
                "Ji-hoon",
                "Ji-woo",
                "Hyun-woo",
                "Su-bin",
                "Dong-hyun",
                "Eun-ji",
                "Sung-min",
                "Hye-jin",
                "Young-ho",
                "Jin-ah"
            ],
            [
                "Kim", "Lee", "Park", "Choi", "Jung", "Kang", "Cho", "Yoon", "Jang", "Lim", "Han", "Oh", "Seo", "Shin",
                "Kwon", "Hwang"
            ],
            ["Am", "Bae", "Cha", "Do", "Eom", "Gil", "Ha", "In", "Jo", "Ku"],
            ["n", "", "ng", "k", "m", "l"],
            [],
            native(
                Script::Hangul,
                &["민준", "서연", "지훈", "지우", "현우", "수빈", "동현", "은지", "성민", "혜진"],
                &["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임"]
            ),
            0.95
        ),
        C::Vietnamese => table!(
            ["Anh", "Hương", "Minh", "Linh", "Tuấn", "Thảo", "Hùng", "Mai", "Dũng", "Lan", "Nam", "Hà"],
            ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"],
            ["Dươ", "Lươ", "Trươ", "Đi", "Tri", "Quá"],
            ["ng", "nh", "ch", "p"],
            ["Nguyễn", "Trần", "Phạm", "Đặng", "Bùi", "Đỗ"],
            None,
            0.95
        ),
        C::Nordic => table!(
            [
                "Anna", "Erik", "Ingrid", "Lars", "Kristina", "Anders", "Maria", "Johan", "Sofie", "Søren", "Mikko",
                "Aino"
            ],
            [
                "Hansen",
                "Johansson",
                "Andersson",
                "Nielsen",
                "Karlsson",
                "Jensen",
                "Olsen",
                "Larsen",
                "Korhonen",
                "Virtanen",
                "Lindberg",
                "Svensson"
            ],
            ["Berg", "Dal", "Ek", "Fors", "Gran", "Hag", "Lund", "Nor", "Sjö", "Strand", "Vester", "Åk"],
            ["ström", "gren", "qvist", "lund", "berg", "gaard", "sen", "by", "man", "vik", "nen", "dal"],
            [],
            None,
            0.5
        ),
        C::Malay => table!(
            ["Siti", "Ahmad", "Nur", "Muhammad", "Dewi", "Agus", "Sri", "Budi", "Rina", "Andi", "Putri", "Hendra"],
            [
                "Rahman", "Ismail", "Abdullah", "Hidayat", "Wijaya", "Santoso", "Setiawan", "Hassan", "Saputra",
                "Susanto", "Pratama", "Lestari"
            ],
            ["Ha", "Ku", "Nu", "Pur", "Sud", "Wi", "Har", "Mul", "Sup", "Yul", "Ari", "Wah"],
            ["rtono", "sumo", "groho", "nomo", "irman", "bowo", "yadi", "yono", "riyadi", "ianto", "fin", "yuni"],
            [],
            None,
            0.5
        ),
        C::Greek => table!(
            ["Maria", "Georgios", "Eleni", "Dimitris", "Ioannis", "Katerina", "Nikos", "Sofia"],
            ["Papadopoulos", "Vlachos", "Angelopoulos", "Nikolaidis", "Georgiou", "Dimitriou", "Makris", "Pappas"],
            ["Andr", "Christ", "Kar", "Mich", "Pan", "Stav", "Theo", "Xen"],
            ["opoulos", "akis", "idis", "ou", "adis", "as", "ellis", "oglou"],
            [],
            native(
                Script::Other,
                &["Μαρία", "Γεώργιος", "Ελένη", "Δημήτρης", "Ιωάννης", "Σοφία"],
                &["Παπαδόπουλος", "Βλάχος", "Νικολαΐδης", "Γεωργίου", "Μακρής", "Παππάς"]
            ),
            0.5
        ),
        C::Thai => table!(
            ["Somchai", "Suda", "Anong", "Niran", "Malee", "Prasert", "Kanya", "Wichai"],
            ["Saetang", "Chaiyasit", "Srisuk", "Wongsa", "Boonmee", "Thongdee", "Suksawat", "Rattana"],
            NO_STARTS_8,
            ["chai", "wong", "porn", "kul", "sri", "phan", "sakul", "rat"],
            [],
            native(
                Script::Other,
                &["สมชาย", "สุดา", "อนงค์", "นิรันดร์", "มาลี", "ประเสริฐ"],
                &["แซ่ตั้ง", "ชัยสิทธิ์", "ศรีสุข", "วงศ์ษา", "บุญมี", "ทองดี"]
            ),
            0.4
        ),
        C::Hebrew => table!(
            ["David", "Noa", "Yosef", "Tamar", "Moshe", "Yael", "Avi", "Shira"],
            ["Cohen", "Levi", "Mizrahi", "Peretz", "Biton", "Friedman", "Katz", "Shapira"],
            ["Ben-", "Gold", "Gre", "Ros", "Wei", "Kap", "Ash", "Bar-"],
            ["man", "berg", "stein", "lan", "kenazi", "David", "en", "on"],
            [],
            native(
                Script::Other,
                &["דוד", "נועה", "יוסף", "תמר", "משה", "יעל"],
                &["כהן", "לוי", "מזרחי", "פרץ", "ביטון", "כץ"]
            ),
            0.5
        ),
    }
}

const NO_STARTS_8: [&str; 8] = ["Cha", "Kit", "Nak", "Pon", "Som", "Thep", "Vichi", "Sup"];

impl Table {
    pub fn native(&self) -> Option<Script> {
        self.native.as_ref().map(|it| it.script)
    }

    /// Whether accents belong to names here.
    pub const fn has_accents(&self) -> bool {
        !self.accented.is_empty()
    }

    fn family_at(&self, rank: u64) -> String {
        at(rank, self.family, self.starts, self.ends)
    }
}

/// The name of this rank: of the list, else put together. Ranks past all that can be put together get a third syllable.
fn at(rank: u64, list: &[&str], starts: &[&str], ends: &[&str]) -> String {
    if let Some(name) = list.get(rank as usize) {
        return (*name).to_owned();
    }
    let rank = rank - list.len() as u64;
    let (first, rest) = (rank % starts.len() as u64, rank / starts.len() as u64);
    let (second, third) = (rest % ends.len() as u64, rest / ends.len() as u64);
    let (first, second) = (starts[first as usize], ends[second as usize]);
    match third {
        0 => [first, second].concat(),
        third => {
            let middle = ends[(third as usize - 1) % ends.len()];
            [first, middle.trim_end_matches(['n', 'r', 's']), second].concat()
        }
    }
}

/// What stands in the name item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    pub given: String,
    pub family: Option<String>,
}

/// How likely a native script and accents are, given the culture.
#[derive(Clone, Copy, Debug)]
pub struct Habits {
    pub native: f64,
    pub accents: f64,
}

/// Draws a name as its owner wrote it.
pub fn draw(rng: &mut Rng, culture: Culture, habits: Habits) -> Name {
    let table = table(culture);
    if let Some(native) = table.native.as_ref().filter(|_| rng.chance(habits.native)) {
        let pick = |rng: &mut Rng, from: &[&str]| from[rng.zipf(from.len() as u64) as usize].to_owned();
        let name = Name { given: pick(rng, native.given), family: Some(pick(rng, native.family)) };
        return finished(rng, name, false);
    }
    let mut given = given(rng, table);
    let mut family = family(rng, table);
    let accents = rng.chance(habits.accents);
    if !accents {
        (given, family) = (folded(&given), folded(&family));
    } else if given.is_ascii() && family.is_ascii() {
        family = rng.pick(table.accented).to_owned();
    }
    match rng.unit() {
        it if it < 0.02 => {
            let apostrophe = if rng.chance(0.1) { '’' } else { '\'' };
            family = format!("{}{apostrophe}{family}", rng.pick(&["O", "D", "L"]));
        }
        // Some names of the tables have a hyphen of their own.
        it if it < 0.02 + 0.046 => {
            let hyphen = if rng.chance(0.1) { rng.pick(&["‐", "–"]) } else { "-" };
            let second = self::family(rng, table);
            family = format!("{family}{hyphen}{}", if accents { second } else { folded(&second) });
        }
        _ => {}
    }
    finished(rng, Name { given, family: Some(family) }, true)
}

fn given(rng: &mut Rng, table: &Table) -> String {
    // The first given names of a culture are far less ahead of the others than its first family names.
    let first = rank(rng, table.given.len(), table.known.clamp(0.8, 0.9), GIVEN_NAMES, 30.0);
    match table.given.get(first as usize) {
        Some(name) => (*name).to_owned(),
        None => at(
            first,
            &[],
            NO_STARTS,
            &["a", "o", "ia", "e", "is", "an", "in", "ara", "eo", "ina", "us", "ette", "iel", "ena", "on", "ya"],
        ),
    }
}

fn family(rng: &mut Rng, table: &Table) -> String {
    let place = rank(rng, table.family.len(), table.known, FAMILY_NAMES, 2.0);
    table.family_at(place)
}

/// A place in a list of which so many are known, and these make up that share. The larger the shift, the less are the
/// first ahead.
fn rank(rng: &mut Rng, known: usize, share: f64, all: u64, shift: f64) -> u64 {
    let known = known as u64;
    if rng.chance(share) { rng.zipf_shifted(known, 0.99, shift) } else { known + rng.zipf(all - known) }
}

/// No family name for three in a hundred, and a slip now and then.
fn finished(rng: &mut Rng, mut name: Name, latin: bool) -> Name {
    if rng.chance(0.03) {
        name.family = None;
    }
    // In ten thousandths of a per cent.
    let slip = rng.unit() * 100.0;
    let mut until = 0.0;
    let mut within = |share: f64| {
        until += share;
        slip < until
    };
    // Only letters with case can be in capitals: the shares are of all names.
    let cased = if latin { 1.0 / Script::Latin.share() } else { 0.0 };
    let both = |name: &mut Name, change: &dyn Fn(&str) -> String| {
        name.given = change(&name.given);
        name.family = name.family.as_deref().map(change);
    };
    if within(4.0 * cased) {
        both(&mut name, &|text| text.to_uppercase());
    } else if within(3.0 * cased) {
        both(&mut name, &|text| text.to_lowercase());
    } else if within(0.6) {
        name.given = format!("{} {}", rng.pick(&["Dr.", "Prof."]), name.given);
    } else if within(0.5) {
        name.given.push(' ');
    } else if within(0.5) {
        name.given = format!("{}  {}", name.given, rng.pick(&["A.", "M.", "J.", "K."]));
    } else if within(0.01) {
        name.given.push('\t');
    } else if within(0.01) {
        name.given.push('\n');
    } else if within(1.0) {
        if let Some(family) = name.family.take() {
            name.family = Some(std::mem::replace(&mut name.given, family));
        }
    } else if within(0.5) {
        name.family = name.family.and_then(|family| family.chars().next().map(String::from));
    } else if within(0.01) {
        name.family = Some(format!("{}@mail.example", folded(&name.given).to_lowercase().replace(' ', ".")));
    } else if within(0.01) {
        name.given.push_str(" 🔬");
    } else if within(0.001) {
        // As long as the schema allows.
        name.given = name.given.chars().cycle().take(150).collect();
        if name.given.ends_with(' ') {
            name.given.pop();
            name.given.push('x');
        }
    }
    name
}

/// Without accents, as many type it.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|it| match it {
        'À'..='Å' => out.push('A'),
        'à'..='å' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ậ' | 'ắ' | 'ặ' => out.push('a'),
        'Æ' => out.push_str("Ae"),
        'æ' => out.push_str("ae"),
        'Ç' | 'Ć' | 'Č' => out.push('C'),
        'ç' | 'ć' | 'č' => out.push('c'),
        'È'..='Ë' => out.push('E'),
        'è'..='ë' | 'ę' | 'ě' | 'ẹ' | 'ễ' | 'ế' | 'ề' => out.push('e'),
        'ğ' => out.push('g'),
        'Ì'..='Ï' | 'İ' => out.push('I'),
        'ì'..='ï' | 'ı' | 'ĩ' => out.push('i'),
        'Ł' => out.push('L'),
        'ł' => out.push('l'),
        'ñ' | 'ń' | 'ň' => out.push('n'),
        'Ñ' => out.push('N'),
        'Ò'..='Ö' | 'Ø' => out.push('O'),
        'ò'..='ö' | 'ø' | 'ơ' | 'ồ' | 'ỗ' | 'ố' | 'ộ' => out.push('o'),
        'ř' => out.push('r'),
        'Ş' | 'Š' | 'Ś' => out.push('S'),
        'ş' | 'š' | 'ś' => out.push('s'),
        'Ù'..='Ü' => out.push('U'),
        'ù'..='ü' | 'ů' | 'ũ' | 'ư' | 'ợ' => out.push('u'),
        'ý' => out.push('y'),
        'Ż' | 'Ž' | 'Ź' => out.push('Z'),
        'ż' | 'ž' | 'ź' => out.push('z'),
        'Đ' => out.push('D'),
        'đ' => out.push('d'),
        it => out.push(it),
    });
    out
}

/// How an author is named in a list: `Silva, J.`, without accents.
pub fn author(rng: &mut Rng, out: &mut String) {
    const CULTURES: [(f64, Culture); 10] = [
        (22.0, C::Chinese),
        (16.0, C::English),
        (12.0, C::Portuguese),
        (10.0, C::Spanish),
        (9.0, C::Indian),
        (8.0, C::German),
        (7.0, C::Italian),
        (6.0, C::French),
        (5.0, C::Japanese),
        (5.0, C::Korean),
    ];
    let table = table(rng.weighted(&CULTURES));
    let family = table.family_at(rank(rng, table.family.len(), table.known, 400, 2.0));
    match family.is_ascii() {
        true => out.push_str(&family),
        false => out.push_str(&folded(&family)),
    }
    out.push_str(", ");
    let initials = rng.number();
    out.push((b'A' + (initials % 26) as u8) as char);
    out.push('.');
    if initials >> 32 & 3 == 0 {
        out.push(' ');
        out.push((b'A' + (initials >> 8) as u8 % 26) as char);
        out.push('.');
    }
}

/// The script of the first letter that has one.
pub fn script_of(text: &str) -> Script {
    let script = |it: char| match it {
        'A'..='Z' | 'a'..='z' | 'À'..='ɏ' | 'Ḁ'..='ỿ' => Some(Script::Latin),
        'Ѐ'..='ӿ' => Some(Script::Cyrillic),
        '؀'..='ۿ' => Some(Script::Arabic),
        '가'..='힣' => Some(Script::Hangul),
        'ぁ'..='ヿ' => Some(Script::Kana),
        '一'..='鿿' => Some(Script::Han),
        'Ͱ'..='Ͽ' | '֐'..='׿' | 'ऀ'..='ॿ' | '฀'..='๿' => Some(Script::Other),
        _ => None,
    };
    // Kana beside Han is Japanese.
    let mut found = text.chars().filter_map(script);
    let first = found.next().unwrap_or(Script::Other);
    if first == Script::Han && found.any(|it| it == Script::Kana) { Script::Kana } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;
    use std::collections::HashSet;

    const ALL: [Culture; 20] = [
        C::English,
        C::Spanish,
        C::Portuguese,
        C::Chinese,
        C::Indian,
        C::Italian,
        C::French,
        C::German,
        C::Turkish,
        C::Slavic,
        C::Russian,
        C::Arabic,
        C::Japanese,
        C::Korean,
        C::Vietnamese,
        C::Nordic,
        C::Malay,
        C::Greek,
        C::Thai,
        C::Hebrew,
    ];

    #[test]
    fn folding_leaves_no_accent_of_any_table() {
        for culture in ALL {
            let table = table(culture);
            for text in [table.given, table.family, table.starts, table.ends, table.accented].into_iter().flatten() {
                assert!(folded(text).is_ascii(), "{text} becomes {}", folded(text));
            }
        }
    }

    #[test]
    fn names_with_accents_have_one() {
        for culture in ALL {
            assert!(table(culture).accented.iter().all(|name| !name.is_ascii()), "{culture:?}");
        }
    }

    #[test]
    fn a_tail_of_family_names_is_long() {
        let mut rng = Rng::new(1, Stream::Tables, 0);
        let seen: HashSet<_> = (0..50_000).map(|_| family(&mut rng, table(C::English))).collect();
        assert!(seen.len() > 3000, "{}", seen.len());
    }
}
