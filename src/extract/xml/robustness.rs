//! What holds for any bytes.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::super::limits::{Failure, Limits};
use super::{Kind, Transcript, read, sniff, work};

const KINDS: [Kind; 5] = [Kind::Tei, Kind::Alto, Kind::PageXml, Kind::Hocr, Kind::Mets];

const SOURCES: [&str; 5] = [
    "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE TEI.2 [<!ENTITY a 'b'>]><TEI.2><teiHeader>\
     <fileDesc><titleStmt><title>Titel</title><author>A</author></titleStmt></fileDesc></teiHeader>\
     <text><body><div><head>Kopf</head><pb n='5'/><fw type='page'>6</fw><p>Kon-<lb/>fö<note n='1'>N\
     <pb n='6'/><p>x</p></note><lb break='no'/>&auml; <choice><orig>o</orig><reg>r</reg></choice></p>\
     <table><row><cell>a</cell><cell/></row></table><lg><l>v</l><l>w</l></lg><list><label>1</label>\
     <item>i</item></list><gap/><del>d</del></div></body></text></TEI.2>",
    "<alto><Description><fileName>f</fileName></Description><Tags><OtherTag ID='t' LABEL='header'/>\
     </Tags><ReadingOrder><OrderedGroup><ElementRef REF='b'/></OrderedGroup></ReadingOrder><Layout>\
     <Page PHYSICAL_IMG_NR='1'><TopMargin><TextBlock><TextLine><String CONTENT='12'/></TextLine>\
     </TextBlock></TopMargin><PrintSpace><ComposedBlock ID='b'><TextBlock TAGREFS='t'><TextLine>\
     <String CONTENT='Wör'/><HYP/></TextLine></TextBlock><TextBlock language='de'><TextLine>\
     <String CONTENT='ter'/><SP/><String CONTENT='&amp;'/></TextLine></TextBlock></ComposedBlock>\
     </PrintSpace></Page></Layout></alto>",
    "<PcGts><Page imageFilename='i'><ReadingOrder><OrderedGroup><OrderedGroupIndexed index='1'>\
     <RegionRefIndexed index='0' regionRef='a'/></OrderedGroupIndexed><RegionRef regionRef='b'/>\
     </OrderedGroup></ReadingOrder><TextRegion id='a' type='drop-capital'><TextLine><Word><Glyph>\
     <TextEquiv><Unicode>A</Unicode></TextEquiv></Glyph></Word></TextLine></TextRegion>\
     <TextRegion id='b' type='heading'><TextRegion><TextEquiv index='1'><Unicode>ü\nb</Unicode>\
     </TextEquiv></TextRegion><TextEquiv><Unicode>b</Unicode></TextEquiv></TextRegion>\
     <TextRegion type='page-number'><TextEquiv><Unicode>3</Unicode></TextEquiv></TextRegion></Page></PcGts>",
    "<html><head><meta name='DC.title' content='t'/><title>x</title><script>1<2</script></head>\
     <body><div class='ocr_page' title='image \"a.tif\"; ppageno 3; lpageno 4'><p class='ocr_par'>\
     <span class='ocr_line'><span class='ocrx_word' lang='de'>Wört&auml;</span> <b>er</b></span><br>\
     <span class='ocr_pageno'>7</span></p></div></body></html>",
    "<mets><dmdSec><mods><titleInfo><title>T</title></titleInfo><name><namePart>N</namePart>\
     <role><roleTerm>aut</roleTerm></role></name></mods></dmdSec><fileSec><fileGrp USE='FULLTEXT'>\
     <file ID='f' MIMETYPE='text/xml'><FLocat href='1.xml'/></file></fileGrp></fileSec>\
     <structMap TYPE='PHYSICAL'><div ORDER='1' ORDERLABEL='I'><fptr FILEID='f'/></div></structMap>\
     <structMap TYPE='LOGICAL'><div LABEL='Kapitel'/></structMap></mets>",
];

/// What every transcript promises.
fn check(transcript: &Transcript) -> Result<(), TestCaseError> {
    let text = &transcript.text;
    prop_assert!(text.ends_with('\n') && !text.trim().is_empty());
    let mut end = 0;
    for block in transcript.blocks.iter().flatten() {
        let span = block.span.clone();
        let between = text.get(end..span.start).map(str::trim);
        prop_assert_eq!(between, Some(""), "before {:?}", span);
        let content = text.get(span.clone()).unwrap_or_default();
        prop_assert!(!content.is_empty() && content.trim() == content && !content.contains("\n\n"));
        for page in &transcript.pages {
            prop_assert!(page.start <= span.start || page.start >= span.end);
        }
        end = span.end;
    }
    prop_assert_eq!(text[end..].trim(), "");
    prop_assert!(transcript.pages.first().is_none_or(|page| page.start == 0));
    prop_assert!(transcript.pages.is_sorted_by_key(|page| page.start));
    for page in &transcript.pages {
        prop_assert!(text.is_char_boundary(page.start));
    }
    for (key, value) in &transcript.facts {
        prop_assert!(!key.is_empty() && !value.is_empty());
    }
    Ok(())
}

fn check_all(bytes: &[u8]) -> Result<(), TestCaseError> {
    sniff(bytes);
    drop(work(bytes));
    let limits = Limits { max_text: 2000, ..Limits::default() };
    for kind in KINDS {
        match read(kind, bytes, &limits) {
            Ok(transcripts) => {
                prop_assert!(!transcripts.is_empty());
                transcripts.iter().try_for_each(check)?;
            }
            Err(failure) => {
                let is_known =
                    matches!(failure, Failure::Damaged(_) | Failure::TooLarge(_) | Failure::Empty);
                prop_assert!(is_known);
            }
        }
    }
    Ok(())
}

/// Parts of the sources in any order and number.
fn patchwork() -> impl Strategy<Value = String> {
    let tags = SOURCES.iter().flat_map(|source| source.split_inclusive('>')).collect::<Vec<_>>();
    let pieces = prop_oneof![
        8 => prop::sample::select(tags).prop_map(str::to_owned),
        1 => "[<>&;a-ä|\" '!/\\[\\]-]{0,8}",
    ];
    proptest::collection::vec(pieces, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check_all(&bytes)?;
    }

    #[test]
    fn any_patchwork(source in patchwork()) {
        check_all(source.as_bytes())?;
    }

    #[test]
    fn any_mutation(
        which in 0..SOURCES.len(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = SOURCES[which].as_bytes().to_vec();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        check_all(&bytes)?;
        bytes.truncate(end.index(bytes.len()));
        check_all(&bytes)?;
    }
}

#[test]
fn sources_are_sound() {
    for (kind, source) in KINDS.into_iter().zip(SOURCES) {
        assert_eq!(sniff(source.as_bytes()), Some(kind));
        let found = read(kind, source.as_bytes(), &Limits::default()).expect(source);
        assert!(found.iter().all(|transcript| check(transcript).is_ok()), "{kind:?}");
    }
}

#[test]
fn declared_encodings_and_marks_are_honoured() {
    let tei = |declaration: &str| format!("{declaration}<TEI><text><p>für</p></text></TEI>");
    let latin1: Vec<u8> =
        tei("<?xml version='1.0' encoding='iso-8859-1'?>").chars().map(|c| c as u8).collect();
    let utf16: Vec<u8> = tei("\u{FEFF}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [latin1, utf16] {
        let found = read(Kind::Tei, &bytes, &Limits::default()).expect("text");
        assert_eq!((found[0].text.as_str(), found[0].warnings.len()), ("für\n", 0));
    }
}

/// Time must grow with the length only: each of these is 64 KB of something that invites to search over and over.
#[test]
fn hostile_files_are_read_in_linear_time() {
    const LEN: usize = 1 << 16;
    let start = std::time::Instant::now();
    for piece in [
        "<p>",
        "</p>",
        "< ",
        "<!--",
        "&a;",
        "<note>x</note>",
        "<term>x</term>",
        "<RegionRef regionRef='a'/>",
        "<div class=ocr_page><p></b>",
        "<file/>",
        "<fptr FILEID='f'/>",
    ] {
        for before in [
            "",
            "<TEI><teiHeader><profileDesc><textClass><keywords>",
            "<TEI><text><body><p>x",
            "<PcGts><Page><ReadingOrder><OrderedGroup>",
            "<mets><file ID='f'/><structMap><div>",
        ] {
            let source = before.to_owned() + &piece.repeat(LEN / piece.len());
            drop(work(source.as_bytes()));
            for kind in KINDS {
                drop(read(kind, source.as_bytes(), &Limits::default()));
            }
        }
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
