//! The styles of citation as the command line names them.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::citation::Style;

impl ValueEnum for Style {
    fn value_variants<'a>() -> &'a [Style] {
        &Style::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Style::Short => "Title, file, page and lines",
            Style::ChicagoNote => "Footnote after the Chicago Manual of Style, in English",
            Style::ChicagoBibliography => "Entry of a bibliography after the same, in English",
            Style::Bundesarchiv => "The archive's reference alone: BArch, DY 30/2470, Bl. 4",
            Style::GermanArchive => "Footnote as German historians write it, in German",
            Style::CslJson => "CSL-JSON, for Zotero and Pandoc",
            Style::Bibtex => "BibTeX in the dialect of biblatex",
            Style::Ris => "RIS, for Zotero, EndNote and Citavi",
            Style::Yaml => "YAML for Typst (Hayagriva)",
            Style::Web => "Address of the web page with the passage marked in it",
        };
        let (name, others) = self.names().split_first()?;
        Some(PossibleValue::new(*name).aliases(others).help(help))
    }
}
