//! German abbreviations.

use super::Lists;

#[rustfmt::skip]
pub(super) const LISTS: Lists = Lists {
    never_end: &[
        "abb", "abf", "abgek", "abh", "abk", "abschn", "abt", "adj", "akad", "allg", "amtl", "angebl", "anh",
        "anl", "anm", "antw", "aufl", "ausg", "bd", "bde", "bearb", "begr", "beisp", "bes", "betr", "bez",
        "bibl", "bl", "bln", "botsch", "brig", "bspw", "bzgl", "bzw", "ca", "cde", "dept", "dipl", "diss",
        "div", "dok", "doz", "dr", "drs", "dt", "ehem", "eidg", "eigtl", "einschl", "engl", "entspr", "erg",
        "ersch", "erw", "evtl", "exkl", "fam", "fasz", "fol", "forts", "fr", "franz", "frh", "frhr", "frl",
        "frz", "fußn", "geb", "gebr", "gegr", "geh", "gem", "gesch", "gest", "gez", "ggf", "ggfs", "griech",
        "hg", "hist", "hl", "hll", "hptm", "hr", "hrn", "hrsg", "hs", "ing", "inkl", "insb", "insbes", "ital",
        "jap", "jg", "jgg", "kap", "kath", "kdo", "kdr", "kgl", "komp", "kpt", "landw", "lat", "lfd", "lfg",
        "lt", "ltn", "luth", "mdl", "med", "mind", "mr", "mrs", "ms", "nachf", "nachm", "niederl", "nom", "nr",
        "nrn", "num", "obltn", "od", "orig", "parl", "poln", "pp", "preuß", "priv", "prof", "prot", "pseud",
        "rd", "red", "reg", "rgt", "russ", "röm", "schr", "schw", "schwed", "sekr", "sen", "sgt", "sign", "sof",
        "sog", "sogen", "soz", "spez", "st", "staatl", "stellv", "stv", "südl", "tab", "techn", "teilw", "tel",
        "telef", "tit", "tsch", "tschech", "ung", "ungar", "unterz", "urk", "urspr", "verf", "vergl", "verh",
        "verm", "versch", "verst", "vertr", "verw", "vgl", "vol", "vollst", "vols", "vorl", "vorm", "vors",
        "vs", "westl", "wiss", "zentr", "ziff", "zit", "zt", "zzgl",
    ],
    before_number: &[
        "abs", "apr", "art", "aug", "dez", "feb", "febr", "jan", "jul", "jun", "mrz", "no", "nos", "nov", "n°",
        "nº", "okt", "op", "pos", "rn", "sep", "sept", "zif", "№",
    ],
    may_end: &[
        "a.m", "bros", "chr", "co", "corp", "dgl", "dir", "ebd", "ed", "eds", "etc", "f", "ff", "gen", "ges",
        "ibid", "inc", "jh", "jhd", "jhdt", "jhs", "jr", "ltd", "mag", "max", "mill", "min", "mio", "mrd",
        "o.ä", "p.m", "sr", "std", "str", "tsd", "u.a", "u.a.m", "u.dgl", "u.ä", "usf", "usw", "zz", "zzt",
    ],
    openers: &[
        "ab", "aber", "alle", "allein", "allerdings", "als", "also", "am", "an", "andere", "anders",
        "anschließend", "auch", "auf", "aufgrund", "aus", "außer", "außerdem", "bei", "beide", "beim",
        "bereits", "bis", "bisher", "da", "dabei", "dadurch", "dafür", "dagegen", "daher", "damals", "damit",
        "danach", "daneben", "dann", "daran", "darauf", "daraufhin", "daraus", "darin", "darum", "darunter",
        "darüber", "das", "dass", "davon", "davor", "dazu", "daß", "dem", "den", "denn", "dennoch", "der",
        "deren", "derzeit", "des", "deshalb", "dessen", "deswegen", "die", "dies", "diese", "diesem", "diesen",
        "dieser", "dieses", "doch", "dort", "durch", "ebenfalls", "ebenso", "ein", "eine", "einem", "einen",
        "einer", "eines", "einige", "er", "erst", "es", "etwa", "falls", "ferner", "für", "ganz", "gegen",
        "gemeinsam", "gleichzeitig", "hier", "hierbei", "hierzu", "hinter", "ich", "ihm", "ihn", "ihnen", "ihr",
        "ihre", "ihrem", "ihren", "ihrer", "im", "in", "insgesamt", "ist", "jede", "jeder", "jedes", "jedoch",
        "jene", "jener", "jetzt", "kein", "keine", "man", "manche", "mehrere", "mit", "nach", "nachdem",
        "neben", "nicht", "nun", "nur", "ob", "obwohl", "oder", "ohne", "schließlich", "schon", "sehr", "sein",
        "seine", "seinem", "seinen", "seiner", "seit", "seitdem", "selbst", "sie", "siehe", "sind", "so",
        "sobald", "sogar", "solche", "somit", "sondern", "sowie", "später", "statt", "stattdessen", "trotz",
        "trotzdem", "um", "und", "unser", "unsere", "unter", "viele", "vielmehr", "vom", "von", "vor", "vorher",
        "war", "was", "wegen", "weil", "weiter", "weitere", "weiterhin", "welche", "wenn", "wer", "wie", "wir",
        "wird", "wo", "wurde", "während", "zu", "zudem", "zuerst", "zuletzt", "zum", "zunächst", "zur",
        "zusammen", "zwar", "zwei", "zwischen",
    ],
};
