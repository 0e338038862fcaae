//! Letters beyond ASCII that are one of ASCII in disguise: with accents, in circles, as ligatures.
//!
//! The table is that of Lucene's `ASCIIFoldingFilter` (Apache-2.0), which the published index reads as a file of
//! mappings: what is not in it stays, a letter with a combining accent behind it included.

use std::borrow::Cow;
use std::sync::OnceLock;

/// The text with each of those letters replaced; most texts have none.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match folded(letter) {
            Some(plain) => out.push_str(plain),
            None => out.push(letter),
        }
    }
    Cow::Owned(out)
}

/// The same, with the byte of the text that each of its bytes comes from: that of the first of a letter.
pub(crate) fn fold_with_origins(text: &str) -> (String, Vec<usize>) {
    let (mut out, mut origins) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (byte, letter) in text.char_indices() {
        match folded(letter) {
            Some(plain) => out.push_str(plain),
            None => out.push(letter),
        }
        origins.resize(out.len(), byte);
    }
    (out, origins)
}

fn folded(letter: char) -> Option<&'static str> {
    if letter.is_ascii() {
        return None;
    }
    static SORTED: OnceLock<Box<[(char, &str)]>> = OnceLock::new();
    let sorted = SORTED.get_or_init(|| {
        let mut all: Box<[_]> =
            FOLDED.iter().flat_map(|(plain, letters)| letters.chars().map(move |letter| (letter, *plain))).collect();
        all.sort_unstable();
        all
    });
    sorted.binary_search_by_key(&letter, |(known, _)| *known).ok().map(|place| sorted[place].1)
}

/// What letters become, and those that become it.
#[rustfmt::skip]
const FOLDED: &[(&str, &str)] = &[
    ("!", "！"),
    ("!!", "‼"),
    ("!?", "⁉"),
    ("\"", "«»“”„″‶❝❞❮❯＂"),
    ("#", "＃"),
    ("$", "＄"),
    ("%", "⁒％"),
    ("&", "＆"),
    ("(", "⁽₍❨❪（"),
    ("((", "⸨"),
    ("(1)", "⑴"),
    ("(10)", "⑽"),
    ("(11)", "⑾"),
    ("(12)", "⑿"),
    ("(13)", "⒀"),
    ("(14)", "⒁"),
    ("(15)", "⒂"),
    ("(16)", "⒃"),
    ("(17)", "⒄"),
    ("(18)", "⒅"),
    ("(19)", "⒆"),
    ("(2)", "⑵"),
    ("(20)", "⒇"),
    ("(3)", "⑶"),
    ("(4)", "⑷"),
    ("(5)", "⑸"),
    ("(6)", "⑹"),
    ("(7)", "⑺"),
    ("(8)", "⑻"),
    ("(9)", "⑼"),
    ("(a)", "⒜"),
    ("(b)", "⒝"),
    ("(c)", "⒞"),
    ("(d)", "⒟"),
    ("(e)", "⒠"),
    ("(f)", "⒡"),
    ("(g)", "⒢"),
    ("(h)", "⒣"),
    ("(i)", "⒤"),
    ("(j)", "⒥"),
    ("(k)", "⒦"),
    ("(l)", "⒧"),
    ("(m)", "⒨"),
    ("(n)", "⒩"),
    ("(o)", "⒪"),
    ("(p)", "⒫"),
    ("(q)", "⒬"),
    ("(r)", "⒭"),
    ("(s)", "⒮"),
    ("(t)", "⒯"),
    ("(u)", "⒰"),
    ("(v)", "⒱"),
    ("(w)", "⒲"),
    ("(x)", "⒳"),
    ("(y)", "⒴"),
    ("(z)", "⒵"),
    (")", "⁾₎❩❫）"),
    ("))", "⸩"),
    ("*", "⁎＊"),
    ("+", "⁺₊＋"),
    (",", "，"),
    ("-", "‐‑‒–—⁻₋－"),
    (".", "．"),
    ("/", "⁄／"),
    ("0", "⁰₀⓪⓿０"),
    ("1", "¹₁①⓵❶➀➊１"),
    ("1.", "⒈"),
    ("10", "⑩⓾❿➉➓"),
    ("10.", "⒑"),
    ("11", "⑪⓫"),
    ("11.", "⒒"),
    ("12", "⑫⓬"),
    ("12.", "⒓"),
    ("13", "⑬⓭"),
    ("13.", "⒔"),
    ("14", "⑭⓮"),
    ("14.", "⒕"),
    ("15", "⑮⓯"),
    ("15.", "⒖"),
    ("16", "⑯⓰"),
    ("16.", "⒗"),
    ("17", "⑰⓱"),
    ("17.", "⒘"),
    ("18", "⑱⓲"),
    ("18.", "⒙"),
    ("19", "⑲⓳"),
    ("19.", "⒚"),
    ("2", "²₂②⓶❷➁➋２"),
    ("2.", "⒉"),
    ("20", "⑳⓴"),
    ("20.", "⒛"),
    ("3", "³₃③⓷❸➂➌３"),
    ("3.", "⒊"),
    ("4", "⁴₄④⓸❹➃➍４"),
    ("4.", "⒋"),
    ("5", "⁵₅⑤⓹❺➄➎５"),
    ("5.", "⒌"),
    ("6", "⁶₆⑥⓺❻➅➏６"),
    ("6.", "⒍"),
    ("7", "⁷₇⑦⓻❼➆➐７"),
    ("7.", "⒎"),
    ("8", "⁸₈⑧⓼❽➇➑８"),
    ("8.", "⒏"),
    ("9", "⁹₉⑨⓽❾➈➒９"),
    ("9.", "⒐"),
    (":", "："),
    (";", "⁏；"),
    ("<", "❬❰＜"),
    ("=", "⁼₌＝"),
    (">", "❭❱＞"),
    ("?", "？"),
    ("?!", "⁈"),
    ("??", "⁇"),
    ("@", "＠"),
    ("A", "ÀÁÂÃÄÅĀĂĄƏǍǞǠǺȀȂȦȺᴀḀẠẢẤẦẨẪẬẮẰẲẴẶⒶＡ"),
    ("AA", "Ꜳ"),
    ("AE", "ÆǢǼᴁ"),
    ("AO", "Ꜵ"),
    ("AU", "Ꜷ"),
    ("AV", "ꜸꜺ"),
    ("AY", "Ꜽ"),
    ("B", "ƁƂɃʙᴃḂḄḆⒷＢ"),
    ("C", "ÇĆĈĊČƇȻʗᴄḈⒸＣ"),
    ("D", "ÐĎĐƉƊƋᴅᴆḊḌḎḐḒⒹꝹＤ"),
    ("DZ", "ǄǱ"),
    ("Dz", "ǅǲ"),
    ("E", "ÈÉÊËĒĔĖĘĚƎƐȄȆȨɆᴇḔḖḘḚḜẸẺẼẾỀỂỄỆⒺⱻＥ"),
    ("F", "ƑḞⒻꜰꝻꟻＦ"),
    ("G", "ĜĞĠĢƓǤǥǦǧǴɢʛḠⒼꝽꝾＧ"),
    ("H", "ĤĦȞʜḢḤḦḨḪⒽⱧⱵＨ"),
    ("HV", "Ƕ"),
    ("I", "ÌÍÎÏĨĪĬĮİƖƗǏȈȊɪᵻḬḮỈỊⒾꟾＩ"),
    ("IJ", "Ĳ"),
    ("J", "ĴɈᴊⒿＪ"),
    ("K", "ĶƘǨᴋḰḲḴⓀⱩꝀꝂꝄＫ"),
    ("L", "ĹĻĽĿŁȽʟᴌḶḸḺḼⓁⱠⱢꝆꝈꞀＬ"),
    ("LJ", "Ǉ"),
    ("LL", "Ỻ"),
    ("Lj", "ǈ"),
    ("M", "ƜᴍḾṀṂⓂⱮꟽꟿＭ"),
    ("N", "ÑŃŅŇŊƝǸȠɴᴎṄṆṈṊⓃＮ"),
    ("NJ", "Ǌ"),
    ("Nj", "ǋ"),
    ("O", "ÒÓÔÕÖØŌŎŐƆƟƠǑǪǬǾȌȎȪȬȮȰᴏᴐṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢⓄꝊꝌＯ"),
    ("OE", "Œɶ"),
    ("OO", "Ꝏ"),
    ("OU", "Ȣᴕ"),
    ("P", "ƤᴘṔṖⓅⱣꝐꝒꝔＰ"),
    ("Q", "ɊⓆꝖꝘＱ"),
    ("R", "ŔŖŘȐȒɌʀʁᴙᴚṘṚṜṞⓇⱤꝚꞂＲ"),
    ("S", "ŚŜŞŠȘṠṢṤṦṨⓈꜱꞅＳ"),
    ("SS", "ẞ"),
    ("T", "ŢŤŦƬƮȚȾᴛṪṬṮṰⓉꞆＴ"),
    ("TH", "ÞꝦ"),
    ("TZ", "Ꜩ"),
    ("U", "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖɄᴜᵾṲṴṶṸṺỤỦỨỪỬỮỰⓊＵ"),
    ("V", "ƲɅᴠṼṾỼⓋꝞꝨＶ"),
    ("VY", "Ꝡ"),
    ("W", "ŴǷᴡẀẂẄẆẈⓌⱲＷ"),
    ("X", "ẊẌⓍＸ"),
    ("Y", "ÝŶŸƳȲɎʏẎỲỴỶỸỾⓎＹ"),
    ("Z", "ŹŻŽƵȜȤᴢẐẒẔⓏⱫꝢＺ"),
    ("[", "⁅❲［"),
    ("\\", "＼"),
    ("'", "‘’‚‛′‵‹›❛❜＇"),
    ("]", "⁆❳］"),
    ("^", "‸＾"),
    ("_", "＿"),
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧɐəɚᶏᶕḁẚạảấầẩẫậắằẳẵặₐₔⓐⱥⱯａ"),
    ("aa", "ꜳ"),
    ("ae", "æǣǽᴂ"),
    ("ao", "ꜵ"),
    ("au", "ꜷ"),
    ("av", "ꜹꜻ"),
    ("ay", "ꜽ"),
    ("b", "ƀƃɓᵬᶀḃḅḇⓑｂ"),
    ("c", "çćĉċčƈȼɕḉↄⓒꜾꜿｃ"),
    ("d", "ðďđƌȡɖɗᵭᶁᶑḋḍḏḑḓⓓꝺｄ"),
    ("db", "ȸ"),
    ("dz", "ǆǳʣʥ"),
    ("e", "èéêëēĕėęěǝȅȇȩɇɘɛɜɝɞʚᴈᶒᶓᶔḕḗḙḛḝẹẻẽếềểễệₑⓔⱸｅ"),
    ("f", "ƒᵮᶂḟẛⓕꝼｆ"),
    ("ff", "ﬀ"),
    ("ffi", "ﬃ"),
    ("ffl", "ﬄ"),
    ("fi", "ﬁ"),
    ("fl", "ﬂ"),
    ("g", "ĝğġģǵɠɡᵷᵹᶃḡⓖꝿｇ"),
    ("h", "ĥħȟɥɦʮʯḣḥḧḩḫẖⓗⱨⱶｈ"),
    ("hv", "ƕ"),
    ("i", "ìíîïĩīĭįıǐȉȋɨᴉᵢᵼᶖḭḯỉịⁱⓘｉ"),
    ("ij", "ĳ"),
    ("j", "ĵǰȷɉɟʄʝⓙⱼｊ"),
    ("k", "ķƙǩʞᶄḱḳḵⓚⱪꝁꝃꝅｋ"),
    ("l", "ĺļľŀłƚȴɫɬɭᶅḷḹḻḽⓛⱡꝇꝉꞁｌ"),
    ("lj", "ǉ"),
    ("ll", "ỻ"),
    ("ls", "ʪ"),
    ("lz", "ʫ"),
    ("m", "ɯɰɱᵯᶆḿṁṃⓜｍ"),
    ("n", "ñńņňŉŋƞǹȵɲɳᵰᶇṅṇṉṋⁿⓝｎ"),
    ("nj", "ǌ"),
    ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱɔɵᴖᴗᶗṍṏṑṓọỏốồổỗộớờởỡợₒⓞⱺꝋꝍｏ"),
    ("oe", "œᴔ"),
    ("oo", "ꝏ"),
    ("ou", "ȣ"),
    ("p", "ƥᵱᵽᶈṕṗⓟꝑꝓꝕꟼｐ"),
    ("q", "ĸɋʠⓠꝗꝙｑ"),
    ("qp", "ȹ"),
    ("r", "ŕŗřȑȓɍɼɽɾɿᵣᵲᵳᶉṙṛṝṟⓡꝛꞃｒ"),
    ("s", "śŝşšſșȿʂᵴᶊṡṣṥṧṩẜẝⓢꞄｓ"),
    ("ss", "ß"),
    ("st", "ﬆ"),
    ("t", "ţťŧƫƭțȶʇʈᵵṫṭṯṱẗⓣⱦｔ"),
    ("tc", "ʨ"),
    ("th", "þᵺꝧ"),
    ("ts", "ʦ"),
    ("tz", "ꜩ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗʉᵤᶙṳṵṷṹṻụủứừửữựⓤｕ"),
    ("ue", "ᵫ"),
    ("v", "ʋʌᵥᶌṽṿⓥⱱⱴꝟｖ"),
    ("vy", "ꝡ"),
    ("w", "ŵƿʍẁẃẅẇẉẘⓦⱳｗ"),
    ("x", "ᶍẋẍₓⓧｘ"),
    ("y", "ýÿŷƴȳɏʎẏẙỳỵỷỹỿⓨｙ"),
    ("z", "źżžƶȝȥɀʐʑᵶᶎẑẓẕⓩⱬꝣｚ"),
    ("{", "❴｛"),
    ("}", "❵｝"),
    ("~", "⁓～"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_ligatures_and_circles_are_gone() {
        for (text, expected) in [
            ("Kårlsbeârd", "Karlsbeard"),
            ("Łukasz", "Lukasz"),
            ("Øß", "Oss"),
            ("Æ", "AE"),
            ("þðıﬁĳ", "thdifiij"),
            ("₂²①", "221"),
            ("O\u{2019}Neill", "O'Neill"),
            ("Ａｂ", "Ab"),
            ("Müller", "Muller"),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn other_scripts_and_marks_stay() {
        for text in ["plain", "Jose\u{301}", "o\u{2bc}neill", "Ёё", "Παπαδόπουλος", "王伟", "½", "שָׁלוֹם"]
        {
            assert_eq!(fold(text), text);
        }
    }

    #[test]
    fn no_letter_is_listed_twice() {
        let mut letters: Vec<char> = FOLDED.iter().flat_map(|(_, letters)| letters.chars()).collect();
        let count = letters.len();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), count);
        assert!(letters.iter().all(|letter| !letter.is_ascii()));
    }
}
