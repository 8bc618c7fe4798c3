//! English abbreviations.

use super::Lists;

#[rustfmt::skip]
pub(super) const LISTS: Lists = Lists {
    never_end: &[
        "abp", "adm", "amb", "approx", "assn", "assoc", "asst", "attn", "atty", "bgen", "brig", "ca", "capt",
        "cde", "cdr", "cf", "cllr", "cmdr", "cmdt", "col", "cols", "comdr", "comr", "conf", "cong", "cpl",
        "cpt", "dept", "dipl", "dr", "drs", "e.g", "ens", "fasc", "fn", "fol", "fols", "fr", "ft", "gens",
        "gov", "govs", "hon", "i.e", "illus", "incl", "introd", "lieut", "lt", "ltc", "ltg", "maj", "messrs",
        "mgen", "mgr", "mlle", "mme", "mmes", "mr", "mrs", "ms", "msgr", "mss", "mt", "mts", "n.b", "nat'l",
        "natl", "nos", "obs", "pfc", "pp", "pres", "prof", "profs", "pseud", "pvt", "q.v", "qtd", "regt", "rep",
        "repr", "rev", "revd", "rt", "secy", "sen", "sens", "sgt", "st", "ste", "suppl", "trans", "transl",
        "treas", "univ", "viz", "vol", "vols", "vs",
    ],
    before_number: &[
        "app", "apr", "art", "arts", "aug", "bk", "ch", "chap", "chaps", "chs", "dec", "doc", "docs", "encl",
        "ext", "feb", "fig", "figs", "jan", "jul", "jun", "ll", "mar", "no", "nov", "n°", "nº", "oct", "op",
        "par", "para", "paras", "pt", "pts", "sec", "secs", "sep", "sept", "tel", "thu", "thur", "thurs", "tue",
        "tues", "wed", "№",
    ],
    may_end: &[
        "a.m", "admin", "al", "anon", "ave", "b.sc", "bldg", "blvd", "bn", "bros", "cit", "co", "contd", "corp",
        "dist", "div", "ed", "eds", "esp", "esq", "est", "etc", "ff", "gen", "govt", "hist", "ibid", "inc",
        "inst", "jr", "ltd", "m.sc", "max", "min", "mod", "op.cit", "orig", "p.m", "ph.d", "prov", "rd", "ref",
        "resp", "soc", "sq", "sr", "supp", "temp",
    ],
    openers: &[
        "a", "about", "above", "according", "after", "all", "although", "among", "an", "and", "another", "are",
        "as", "at", "back", "because", "before", "between", "both", "but", "by", "can", "despite", "did", "do",
        "does", "during", "each", "even", "every", "finally", "first", "following", "for", "from", "given",
        "had", "has", "have", "he", "her", "here", "his", "how", "however", "i", "if", "in", "indeed",
        "instead", "is", "it", "its", "later", "many", "meanwhile", "more", "moreover", "most", "my", "neither",
        "nevertheless", "no", "nor", "not", "now", "of", "on", "once", "one", "only", "or", "other", "others",
        "our", "over", "perhaps", "please", "see", "several", "she", "should", "similarly", "since", "so",
        "some", "soon", "still", "such", "that", "the", "their", "then", "there", "thereafter", "therefore",
        "these", "they", "this", "those", "though", "through", "throughout", "thus", "to", "today", "two",
        "under", "unless", "unlike", "until", "upon", "was", "we", "were", "what", "when", "where", "whereas",
        "whether", "which", "while", "who", "whose", "why", "will", "with", "within", "without", "yet", "you",
        "your",
    ],
};
