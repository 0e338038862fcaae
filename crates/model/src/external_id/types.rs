//! The table of identifier types, in the order of the published vocabulary.

use super::{IdentifierType, Rule};

const fn folded(
    put_code: u16,
    api_name: &'static str,
    db_name: &'static str,
    description: &'static str,
    prefix: &'static str,
) -> IdentifierType {
    IdentifierType {
        put_code,
        api_name,
        db_name,
        description,
        primary_use: "work",
        case_sensitive: false,
        deprecated: false,
        resolution_prefix: if prefix.is_empty() { None } else { Some(prefix) },
        rule: Rule::Whole,
    }
}

const fn exact(
    put_code: u16,
    api_name: &'static str,
    db_name: &'static str,
    description: &'static str,
    prefix: &'static str,
) -> IdentifierType {
    IdentifierType { case_sensitive: true, ..folded(put_code, api_name, db_name, description, prefix) }
}

impl IdentifierType {
    const fn by(self, rule: Rule) -> Self {
        IdentifierType { rule, ..self }
    }
}

/// Every type. Number 37 was withdrawn; new types count from 1000 (`record-api` 7).
#[rustfmt::skip]
pub static IDENTIFIER_TYPES: &[IdentifierType] = &[
    folded(0, "other-id", "OTHER_ID", "Other identifier type", ""),
    folded(1, "asin", "ASIN", "Amazon Standard Identification Number", "http://www.amazon.com/dp/"),
    folded(2, "asin-tld", "ASIN_TLD", "ASIN top-level domain", ""),
    folded(3, "arxiv", "ARXIV", "arXiv", "https://arxiv.org/abs/")
        .by(Rule::Arxiv),
    exact(4, "bibcode", "BIBCODE", "Bibcode", "http://adsabs.harvard.edu/abs/")
        .by(Rule::Bibcode),
    folded(5, "doi", "DOI", "Digital object identifier", "https://doi.org/")
        .by(Rule::Doi),
    folded(6, "eid", "EID", "Scopus Identifier", ""),
    folded(7, "isbn", "ISBN", "International Standard Book Number", "https://www.worldcat.org/isbn/")
        .by(Rule::Isbn),
    folded(8, "issn", "ISSN", "International Standard Serial Number (print and electronic)", "https://portal.issn.org/resource/ISSN/")
        .by(Rule::Issn),
    folded(9, "jfm", "JFM", "Jahrbuch ueber die Fortschritte der Mathematik", "http://zbmath.org/?format=complete&q=an%3A"),
    folded(10, "jstor", "JSTOR", "JSTOR abstract", "http://www.jstor.org/stable/"),
    folded(11, "lccn", "LCCN", "Library of Congress Control Number", "http://lccn.loc.gov/"),
    folded(12, "mr", "MR", "Mathematical Reviews", "http://www.ams.org/mathscinet-getitem?mr="),
    folded(13, "oclc", "OCLC", "Online Computer Library Center", "http://www.worldcat.org/oclc/"),
    exact(14, "ol", "OL", "Open Library", "http://openlibrary.org/b/"),
    folded(15, "osti", "OSTI", "Office of Scientific and Technical Information", "https://www.osti.gov/biblio/"),
    folded(16, "pmc", "PMC", "PubMed Central article number", "https://europepmc.org/article/pmc/")
        .by(Rule::Pmc),
    folded(17, "pmid", "PMID", "PubMed Unique Identifier", "https://pubmed.ncbi.nlm.nih.gov/")
        .by(Rule::Pmid),
    folded(18, "rfc", "RFC", "Request for Comments", "https://tools.ietf.org/html/"),
    folded(19, "ssrn", "SSRN", "Social Science Research Network", "http://papers.ssrn.com/abstract_id="),
    folded(20, "zbl", "ZBL", "Zentralblatt MATH", "http://zbmath.org/?format=complete&q="),
    folded(21, "agr", "AGR", "Agricola", ""),
    folded(22, "cba", "CBA", "Chinese Biological Abstracts", ""),
    folded(23, "cit", "CIT", "CiteSeer", ""),
    folded(24, "ctx", "CTX", "CiteExplore submission", ""),
    exact(25, "ethos", "ETHOS", "EThOS Persistent ID", "http://ethos.bl.uk/OrderDetails.do?uin="),
    folded(26, "handle", "HANDLE", "Handle", "http://hdl.handle.net/"),
    folded(27, "hir", "HIR", "NHS Evidence", ""),
    folded(28, "pat", "PAT", "Patent number", ""),
    folded(29, "source-work-id", "SOURCE_WORK_ID", "Non-standard ID from work data source", ""),
    exact(30, "uri", "URI", "URI", "")
        .by(Rule::Uri),
    folded(31, "urn", "URN", "URN", ""),
    folded(32, "wosuid", "WOSUID", "Web of Science identifier", ""),
    folded(33, "grant_number", "GRANT_NUMBER", "Grant Number", ""),
    folded(34, "pdb", "PDB", "Protein Data Bank identifier", "http://identifiers.org/pdb/"),
    folded(35, "kuid", "KUID", "KoreaMed Unique Identifier", "https://koreamed.org/article/"),
    folded(36, "lensid", "LENSID", "Lens ID", "https://www.lens.org/"),
    folded(38, "cienciaiul", "CIENCIAIUL", "Ciencia-IUL Identifier", "https://ciencia.iscte-iul.pt/id/"),
    exact(39, "rrid", "RRID", "Research Resource Identifier", "https://identifiers.org/rrid/")
        .by(Rule::Rrid),
    folded(40, "authenticusid", "AUTHENTICUSID", "AuthenticusID", "https://www.authenticus.pt/"),
    exact(41, "ark", "ARK", "Archival Resource Key Identifier", ""),
    folded(42, "dnb", "DNB", "German National Library identifier", "https://d-nb.info/"),
    folded(43, "proposal-id", "PROPOSAL_ID", "Proposal ID", ""),
    folded(44, "hal", "HAL", "Hyper Articles en Ligne", "https://hal.archives-ouvertes.fr/view/resolver/"),
    folded(45, "ppr", "PPR", "Europe PMC Preprint Identifier", "https://europepmc.org/article/PPR/"),
    exact(46, "empiar", "EMPIAR", "Electron Microscopy Public Image Archive", "https://www.ebi.ac.uk/empiar/"),
    folded(47, "ismn", "ISMN", "International Standard Music Number", ""),
    exact(48, "emdb", "EMDB", "Electron Microscopy Data Bank", "https://www.ebi.ac.uk/emdb/"),
    folded(49, "cstr", "CSTR", "Science and technology resource identification", "https://www.cstr.cn/"),
    exact(50, "k10plus", "K10PLUS", "K10plus", "https://opac.k10plus.de/DB=2.299/PPNSET?PPN="),
    exact(51, "cgn", "CGN", "Culturegraph Number", "https://id.culturegraph.org/"),
    folded(52, "raid", "RAiD", "Research Activity Identifier", "https://raid.org/"),
];
