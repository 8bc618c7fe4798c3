//! Regions of a printed page, set in reading order.

use std::collections::HashMap;

use super::composer::Composer;
use crate::document::BlockKind;

/// The level of a heading of which no format says more than that it is one.
const HEADING: BlockKind = BlockKind::Heading(2);

/// What a region is on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    Text,
    Heading,
    /// A large letter whose word goes on in the next region.
    Initial,
    /// The number printed on the page.
    PageNumber,
    /// What the printer puts on every page: running heads and feet, catch-words, sheet signatures.
    Furniture,
}

/// Parts of the names that formats and projects (PAGE, SegmOnto, ABBYY) give to regions; the first that fits counts.
const ROLES: [(&str, Role); 15] = [
    ("page-number", Role::PageNumber),
    ("pagenum", Role::PageNumber),
    ("numbering", Role::PageNumber),
    ("header", Role::Furniture),
    ("footer", Role::Furniture),
    ("running", Role::Furniture),
    ("catch-word", Role::Furniture),
    ("catchword", Role::Furniture),
    ("signature-mark", Role::Furniture),
    ("quiremark", Role::Furniture),
    ("topmargin", Role::Furniture),
    ("bottommargin", Role::Furniture),
    ("heading", Role::Heading),
    ("drop-capital", Role::Initial),
    ("dropcapital", Role::Initial),
];

impl Role {
    /// The role that a type or label of a region says.
    pub fn of(name: &str) -> Role {
        let name = name.to_ascii_lowercase();
        ROLES.iter().find(|(part, _)| name.contains(part)).map_or(Role::Text, |(_, role)| *role)
    }
}

/// A region of a page.
#[derive(Debug, Default)]
pub struct Region {
    pub id: String,
    /// The region it stands in, as an index into the page's regions; smaller than its own.
    pub parent: Option<usize>,
    pub role: Role,
    pub lines: Vec<String>,
}

/// A page in the making.
#[derive(Debug, Default)]
pub struct Layout {
    /// The number that the format says is printed on the page.
    label: Option<String>,
    /// The number to fall back on when none is found on the page.
    number: Option<String>,
    /// In document order.
    regions: Vec<Region>,
    /// The regions that are being read, innermost last.
    open: Vec<usize>,
}

impl Layout {
    /// An empty page. `label` is the number that the format says is printed, `number` what to fall back on.
    pub fn new(label: Option<String>, number: Option<String>) -> Self {
        Layout { label, number, ..Layout::default() }
    }

    /// Begins a region in the innermost open one; what stands in a running head is one, too.
    pub fn start_region(&mut self, id: Option<String>, role: Role) {
        let parent = self.open.last().copied();
        let inherited = parent.map_or(Role::Text, |parent| self.regions[parent].role);
        let role = if role == Role::Text { inherited } else { role };
        self.open.push(self.regions.len());
        let id = id.unwrap_or_default();
        self.regions.push(Region { id, parent, role, lines: Vec::new() });
    }

    /// Ends the innermost open region.
    pub fn end_region(&mut self) {
        self.open.pop();
    }

    /// The innermost open region.
    pub fn region(&mut self) -> Option<&mut Region> {
        self.open.last().map(|index| &mut self.regions[*index])
    }

    /// Sets the page; gives how many regions were left out as the printer's.
    ///
    /// Running heads and their like are left out because they stand between the halves of sentences, would be found
    /// on every page and say nothing that the page label does not.
    pub fn set(self, order: &HashMap<String, usize>, composer: &mut Composer) -> usize {
        let order = self.in_order(order);
        let (mut found, mut left_out) = (None::<String>, 0);
        composer.page(None);
        for region in order.into_iter().map(|index| &self.regions[index]) {
            let text = region.lines.join(" ");
            let text = text.trim_matches(|c: char| !c.is_alphanumeric());
            let is_number = text.chars().all(|c| c.is_ascii_digit());
            match region.role {
                _ if region.lines.iter().all(|line| line.trim().is_empty()) => {}
                Role::PageNumber => found = found.or(Some(text.to_owned())),
                Role::Furniture if is_number => found = found.or(Some(text.to_owned())),
                Role::Furniture => left_out += 1,
                Role::Heading => set_block(composer, HEADING, &region.lines),
                Role::Text => set_block(composer, BlockKind::Paragraph, &region.lines),
                Role::Initial => {
                    set_block(composer, BlockKind::Paragraph, &region.lines);
                    composer.run_on_in_word();
                }
            }
        }
        if let Some(label) = self.label.or(found.filter(|label| !label.is_empty())).or(self.number)
        {
            composer.label(&label);
        }
        left_out
    }

    /// The regions in reading order. One that the order does not name follows the region it stands in, or comes last.
    fn in_order(&self, order: &HashMap<String, usize>) -> Vec<usize> {
        let mut ranks: Vec<usize> = Vec::with_capacity(self.regions.len());
        for region in &self.regions {
            let of_parent = region.parent.map_or(usize::MAX, |parent| ranks[parent]);
            ranks.push(order.get(&region.id).copied().unwrap_or(of_parent));
        }
        let mut indices: Vec<usize> = (0..self.regions.len()).collect();
        indices.sort_by_key(|index| ranks[*index]);
        indices
    }
}

fn set_block(composer: &mut Composer, kind: BlockKind, lines: &[String]) {
    composer.begin(kind, false);
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            composer.end_line();
        }
        composer.text(line);
    }
}

/// The warning for regions left out.
pub fn left_out(count: usize) -> Option<String> {
    (count > 0).then(|| format!("left out: {count} running heads, catch-words and the like"))
}

/// A reading order in the making: groups of references to regions, each with an index or none.
#[derive(Debug, Default)]
pub struct ReadingOrder {
    outermost: Group,
    /// The open groups, innermost last.
    groups: Vec<Group>,
}

#[derive(Debug, Default)]
struct Group {
    index: usize,
    /// The region it is about.
    head: Option<String>,
    /// Index within the group, regions.
    entries: Vec<(usize, Vec<String>)>,
}

impl ReadingOrder {
    /// Begins a group; `region` is the one it is about.
    pub fn start_group(&mut self, index: Option<usize>, region: Option<String>) {
        let index = self.next_index(index);
        self.groups.push(Group { index, head: region, entries: Vec::new() });
    }

    /// Adds a region to the innermost group.
    pub fn add(&mut self, index: Option<usize>, region: String) {
        let index = self.next_index(index);
        self.innermost().entries.push((index, vec![region]));
    }

    /// Ends the innermost group.
    pub fn end_group(&mut self) {
        if let Some(group) = self.groups.pop() {
            self.innermost().entries.push((group.index, group.in_order()));
        }
    }

    fn innermost(&mut self) -> &mut Group {
        self.groups.last_mut().unwrap_or(&mut self.outermost)
    }

    fn next_index(&mut self, index: Option<usize>) -> usize {
        index.unwrap_or(self.innermost().entries.len())
    }

    /// The place of each region that was named, the first time counting.
    pub fn ranks(mut self) -> HashMap<String, usize> {
        while !self.groups.is_empty() {
            self.end_group();
        }
        let mut ranks = HashMap::new();
        for region in self.outermost.in_order() {
            let next = ranks.len();
            ranks.entry(region).or_insert(next);
        }
        ranks
    }
}

impl Group {
    fn in_order(mut self) -> Vec<String> {
        self.entries.sort_by_key(|(index, _)| *index);
        let entries = self.entries.into_iter().flat_map(|(_, regions)| regions);
        self.head.into_iter().chain(entries).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Limits;
    use super::*;

    #[test]
    fn groups_are_ordered_by_index_and_stay_together() {
        let mut order = ReadingOrder::default();
        order.start_group(None, None);
        order.add(Some(2), "last".into());
        order.start_group(Some(1), Some("table".into()));
        order.add(None, "cell 1".into());
        order.add(None, "cell 2".into());
        order.end_group();
        order.add(Some(0), "first".into());
        let ranks = order.ranks();
        for (rank, name) in ["first", "table", "cell 1", "cell 2", "last"].iter().enumerate() {
            assert_eq!(ranks[*name], rank, "{name}");
        }
    }

    #[test]
    fn roles_are_read_from_many_names() {
        let check = |name, role| assert_eq!(Role::of(name), role, "{name}");
        check("page-number", Role::PageNumber);
        check("NumberingZone", Role::PageNumber);
        check("header", Role::Furniture);
        check("RunningTitleZone", Role::Furniture);
        check("heading", Role::Heading);
        check("DropCapitalZone", Role::Initial);
        check("TitlePageZone", Role::Text);
        check("paragraph", Role::Text);
    }

    #[test]
    fn a_page_is_set_in_reading_order() {
        let mut layout = Layout::new(None, Some("image 7".into()));
        for (id, role, line) in [
            ("later", Role::Text, "later"),
            ("number", Role::Furniture, "— 12 —"),
            ("head", Role::Furniture, "Running head"),
            ("a", Role::Initial, "A"),
            ("b", Role::Text, "ufklärung"),
            ("unnamed", Role::Text, "unnamed"),
        ] {
            layout.start_region(Some(id.into()), role);
            if let Some(region) = layout.region() {
                region.lines = vec![line.to_owned(), " ".to_owned()];
            }
            layout.end_region();
        }
        let order = ["a", "b", "later"].iter().enumerate().map(|(rank, id)| (id.to_string(), rank));
        let mut composer = Composer::new(&Limits::default());
        assert_eq!(layout.set(&order.collect(), &mut composer), 1);
        let transcript = composer.finish(None).expect("text");
        assert_eq!(transcript.text, "Aufklärung\n\nlater\n\nunnamed\n");
        assert_eq!(transcript.pages[0].label.as_deref(), Some("12"));
    }
}
