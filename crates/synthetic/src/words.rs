//! Texts: titles, keywords, descriptions, made of short lists of words.

use crate::rng::Rng;

/// Words of English titles; the first are the most frequent.
const WORDS: &[&str] = &[
    "of",
    "the",
    "in",
    "and",
    "on",
    "for",
    "analysis",
    "with",
    "a",
    "study",
    "effect",
    "using",
    "based",
    "model",
    "from",
    "to",
    "by",
    "data",
    "system",
    "an",
    "between",
    "research",
    "health",
    "cell",
    "patients",
    "social",
    "approach",
    "learning",
    "at",
    "evaluation",
    "water",
    "development",
    "between",
    "treatment",
    "energy",
    "design",
    "performance",
    "high",
    "structure",
    "risk",
    "clinical",
    "quality",
    "education",
    "properties",
    "role",
    "network",
    "assessment",
    "gene",
    "human",
    "control",
    "new",
    "case",
    "management",
    "growth",
    "soil",
    "disease",
    "review",
    "cancer",
    "children",
    "impact",
    "response",
    "climate",
    "optical",
    "surface",
    "protein",
    "urban",
    "temperature",
    "expression",
    "method",
    "dynamics",
    "comparison",
    "acid",
    "molecular",
    "theory",
    "language",
    "public",
    "brain",
    "carbon",
    "detection",
    "plant",
    "synthesis",
    "media",
    "early",
    "species",
    "food",
    "women",
    "policy",
    "nano",
    "marine",
    "magnetic",
    "activity",
    "quantum",
    "stress",
    "population",
    "factors",
    "neural",
    "oxide",
    "prediction",
    "type",
    "digital",
    "novel",
    "community",
    "transport",
    "evidence",
    "age",
    "virus",
    "history",
    "blood",
    "local",
    "economic",
    "power",
    "knowledge",
    "thermal",
    "imaging",
    "production",
    "stability",
    "genetic",
    "process",
    "liver",
    "metal",
    "time",
    "acute",
    "long-term",
    "adaptive",
    "chronic",
    "fluid",
    "spatial",
    "behaviour",
    "heart",
    "mobile",
    "culture",
    "regional",
    "mechanism",
    "teachers",
    "film",
    "random",
    "signal",
    "under",
    "induced",
    "wave",
    "forest",
    "graph",
    "polymer",
    "infection",
    "identification",
    "vitamin",
    "solar",
    "laser",
    "security",
    "bacterial",
    "ocean",
    "wind",
    "vascular",
    "composite",
    "democracy",
    "seismic",
    "insulin",
    "rural",
    "tourism",
    "catalytic",
    "mice",
    "sustainable",
    "antibody",
    "coastal",
    "numerical",
    "ethics",
    "gender",
    "hybrid",
    "kinetics",
    "lung",
    "migration",
    "nitrogen",
    "parallel",
    "rice",
    "robust",
    "school",
    "sensor",
    "sleep",
    "sports",
    "steel",
    "supply",
    "symptoms",
    "tropical",
    "tumour",
    "vaccine",
    "vision",
    "wheat",
    "youth",
    "absorption",
    "accuracy",
    "aerosol",
    "alloy",
    "archaeological",
    "asymmetric",
    "autonomous",
    "biomass",
    "bone",
    "cardiac",
    "cognitive",
    "colonial",
    "concrete",
    "crystal",
    "decision",
    "delivery",
    "diabetes",
    "diffusion",
    "drought",
    "electron",
    "emission",
    "enzyme",
    "error",
    "estimation",
    "exercise",
    "exposure",
    "fatigue",
    "feedback",
    "fibre",
    "filter",
    "fracture",
    "fungal",
    "galaxy",
    "glucose",
    "governance",
    "graphene",
    "groundwater",
    "habitat",
    "hormone",
    "image",
    "immune",
    "income",
    "industry",
    "inflammation",
    "innovation",
    "intervention",
    "ionic",
    "irrigation",
    "justice",
    "kidney",
    "labour",
    "landscape",
    "larvae",
    "leadership",
    "lipid",
    "literature",
    "logic",
    "maternal",
    "memory",
    "metabolic",
    "microbial",
    "milk",
    "mineral",
    "mixed",
    "motor",
    "muscle",
    "narrative",
    "nonlinear",
    "nuclear",
    "nurses",
    "nutrition",
    "obesity",
    "oral",
    "organic",
    "outcomes",
    "oxygen",
    "pain",
    "parents",
    "particle",
    "peptide",
    "perception",
    "phase",
    "phonon",
    "photonic",
    "physical",
    "plasma",
    "pollution",
    "pregnancy",
    "pressure",
    "primary",
    "privacy",
    "quality",
    "radiation",
    "rainfall",
    "recovery",
    "reform",
    "religion",
    "renal",
    "reproductive",
    "resistance",
    "river",
    "robotic",
    "sediment",
    "self-reported",
    "semantic",
    "silicon",
    "skin",
    "software",
    "spectral",
    "speech",
    "stochastic",
    "strain",
    "strategy",
    "superconducting",
    "surgery",
    "survival",
    "symmetry",
    "taxonomy",
    "technology",
    "therapy",
    "tissue",
    "topology",
    "toxicity",
    "trade",
    "training",
    "transition",
    "trauma",
    "turbulence",
    "ultrasound",
    "university",
    "validation",
    "variation",
    "vegetation",
    "vehicle",
    "vibration",
    "viscosity",
    "visual",
    "voltage",
    "welfare",
    "wireless",
    "zinc",
    "β-decay",
    "São Paulo",
    "Ca2+ & Mg2+",
    "2019",
    "COVID-19",
    "x < y",
];

/// Words in other languages, with the code that says which it is.
const FOREIGN: &[(f64, &str, &[&str])] = &[
    (
        30.0,
        "es",
        &[
            "de",
            "la",
            "en",
            "estudio",
            "análisis",
            "del",
            "los",
            "educación",
            "salud",
            "evaluación",
            "social",
            "sobre",
            "desarrollo",
            "factores",
            "una",
            "niños",
            "gestión",
            "para",
            "el",
            "México",
        ],
    ),
    (
        26.0,
        "pt",
        &[
            "de",
            "da",
            "em",
            "estudo",
            "análise",
            "do",
            "saúde",
            "avaliação",
            "educação",
            "ensino",
            "sobre",
            "na",
            "produção",
            "uma",
            "crianças",
            "região",
            "para",
            "no",
            "Brasil",
            "efeito",
        ],
    ),
    (
        10.0,
        "fr",
        &[
            "de",
            "la",
            "des",
            "étude",
            "analyse",
            "les",
            "santé",
            "du",
            "une",
            "développement",
            "sur",
            "et",
            "modèle",
            "évaluation",
            "approche",
            "système",
        ],
    ),
    (
        8.0,
        "de",
        &[
            "der",
            "und",
            "Analyse",
            "von",
            "Untersuchung",
            "zur",
            "Einfluss",
            "über",
            "Entwicklung",
            "Bewertung",
            "für",
            "eine",
            "Verfahren",
            "Schule",
        ],
    ),
    (
        6.0,
        "tr",
        &[
            "ve",
            "bir",
            "üzerine",
            "araştırma",
            "etkisi",
            "eğitim",
            "değerlendirilmesi",
            "sağlık",
            "ile",
            "incelenmesi",
            "öğretmen",
            "Türkiye",
        ],
    ),
    (
        8.0,
        "ru",
        &[
            "исследование",
            "в",
            "анализ",
            "и",
            "развитие",
            "на",
            "оценка",
            "системы",
            "модель",
            "влияние",
            "методы",
            "образования",
        ],
    ),
    (7.0, "zh_CN", &["研究", "分析", "基于", "模型", "系统", "影响", "中国", "教育", "发展", "方法", "环境", "评价"]),
    (5.0, "ja", &["研究", "における", "分析", "の", "に関する", "開発", "評価", "教育", "システム", "日本"]),
];

/// What people call their field; the first alone, more of them together.
const FIELDS: &[&str] = &[
    "machine learning",
    "education",
    "bioinformatics",
    "ecology",
    "public health",
    "sociology",
    "economics",
    "genetics",
    "materials",
    "epidemiology",
    "history",
    "linguistics",
    "nursing",
    "neuroscience",
    "microbiology",
    "philosophy",
    "robotics",
    "chemistry",
    "climate change",
    "management",
    "psychology",
    "immunology",
    "optics",
    "agronomy",
];

/// English words, the frequent ones often, until about so many characters are there; the first with a capital.
pub fn sentence(rng: &mut Rng, characters: f64) -> String {
    let wanted = characters.max(6.0) as usize;
    let mut out = String::with_capacity(wanted + 24);
    words_into(rng, wanted, &mut out);
    out
}

fn words_into(rng: &mut Rng, wanted: usize, out: &mut String) {
    let start = out.len();
    while out.len() - start < wanted {
        if out.len() > start {
            out.push(' ');
        }
        let word = WORDS[rng.zipf_shifted(WORDS.len() as u64, 0.85, 3.0) as usize];
        if out.len() > start {
            out.push_str(word);
        } else {
            let mut letters = word.chars();
            out.extend(letters.next().map(|it| it.to_uppercase()).into_iter().flatten());
            out.push_str(letters.as_str());
        }
    }
}

/// Sentences up to about so many characters.
pub fn paragraph(rng: &mut Rng, characters: f64) -> String {
    let wanted = characters.max(6.0) as usize;
    let mut out = String::with_capacity(wanted + 32);
    while out.len() < wanted {
        if !out.is_empty() {
            out.push(' ');
        }
        let next = rng.log_normal(110.0, 0.4).min((wanted - out.len()) as f64) as usize;
        words_into(rng, next.max(6), &mut out);
        out.push('.');
    }
    out
}

/// A title in another language than English, and which.
pub fn foreign(rng: &mut Rng, characters: f64) -> (&'static str, String) {
    let at = rng.weighted(&std::array::from_fn::<_, 8, _>(|at| (FOREIGN[at].0, at)));
    let (_, code, words) = FOREIGN[at];
    let spaced = !matches!(code, "zh_CN" | "ja");
    // A sign says as much as three letters.
    let wanted = if spaced { characters.max(8.0) } else { (characters / 3.0).max(4.0) } as usize;
    let (mut out, mut count) = (String::with_capacity(wanted * 2), 0);
    while count < wanted {
        if spaced && !out.is_empty() {
            out.push(' ');
        }
        let word = words[rng.zipf(words.len() as u64) as usize];
        out.push_str(word);
        count += word.chars().count() + usize::from(spaced);
    }
    (code, out)
}

/// Keyword number so and so.
pub fn keyword(rank: u64) -> String {
    if let Some(field) = FIELDS.get(rank as usize) {
        return (*field).to_owned();
    }
    // No small words alone: those come first in the list.
    let content = &WORDS[24..];
    let (first, rest) = (rank % content.len() as u64, rank / content.len() as u64);
    match rest {
        0 => content[first as usize].to_owned(),
        rest => {
            let (second, third) = (rest % content.len() as u64, rest / content.len() as u64);
            let two = format!("{} {}", content[second as usize], content[first as usize]);
            if third == 0 { two } else { format!("{two} {}", content[third as usize % content.len()]) }
        }
    }
}

/// Two words that name a subject, always the same for a number: parts of names of journals and departments.
pub fn subject(number: u64) -> String {
    let content = &WORDS[24..];
    let (first, second) = (number % 211, number / 211 % content.len() as u64);
    let mut out = String::with_capacity(24);
    for word in [content[(first * 7 + 31) as usize % content.len()], content[second as usize]] {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut letters = word.chars();
        out.extend(letters.next().map(|it| it.to_uppercase()).into_iter().flatten());
        out.push_str(letters.as_str());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    #[test]
    fn texts_have_about_the_length_that_was_asked_for() {
        let mut rng = Rng::new(3, Stream::Tables, 0);
        for length in [10, 88, 400, 5000] {
            let text = paragraph(&mut rng, f64::from(length));
            assert!((text.len() as f64 - f64::from(length)).abs() < 30.0, "{} for {length}", text.len());
            assert!(sentence(&mut rng, f64::from(length)).len() < length as usize + 20);
        }
    }

    #[test]
    fn keywords_differ_by_their_rank() {
        let mut seen: Vec<_> = (0..50_000).map(keyword).collect();
        seen.sort_unstable();
        seen.dedup();
        assert!(seen.len() > 45_000, "{}", seen.len());
    }
}
