//! An element with all it holds, for metadata that is looked up rather than read through.

use super::Failure;
use super::events::{Element, Event, Events};

/// An element. As deep as [`Events`] lets elements nest, so that recursion is safe.
#[derive(Debug, Default)]
pub struct Node {
    name: String,
    attributes: Vec<(String, String)>,
    content: Vec<Content>,
}

#[derive(Debug)]
enum Content {
    Text(String),
    Node(Node),
}

impl Node {
    /// Reads the element that has just started, up to its end.
    pub fn read(start: Element, events: &mut Events) -> Result<Node, Failure> {
        let mut open = vec![Node::new(start)];
        while let Some(event) = events.next()? {
            match event {
                Event::Start(element) => open.push(Node::new(element)),
                Event::Text(text) => {
                    let top = open.last_mut();
                    top.into_iter().for_each(|node| node.push_text(&text));
                }
                Event::End(_) => match (open.pop(), open.last_mut()) {
                    (Some(node), Some(parent)) => parent.content.push(Content::Node(node)),
                    (node, _) => return Ok(node.unwrap_or_default()),
                },
            }
        }
        Ok(Node::default())
    }

    fn new(element: Element) -> Node {
        let attributes = element.attributes().map(|(name, value)| (name.to_owned(), value));
        Node {
            name: element.name().to_owned(),
            attributes: attributes.collect(),
            content: Vec::new(),
        }
    }

    fn push_text(&mut self, text: &str) {
        match self.content.last_mut() {
            Some(Content::Text(last)) => last.push_str(text),
            _ => self.content.push(Content::Text(text.to_owned())),
        }
    }

    /// Its name without prefix.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value of an attribute; an empty one counts as none.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// The elements directly in it.
    pub fn children(&self) -> impl Iterator<Item = &Node> {
        self.content.iter().filter_map(|content| match content {
            Content::Node(node) => Some(node),
            Content::Text(_) => None,
        })
    }

    /// The elements at the end of a path such as `titleStmt/title`, in document order.
    pub fn find(&self, path: &str) -> Vec<&Node> {
        path.split('/').fold(vec![self], |found, name| {
            let children = found.into_iter().flat_map(Node::children);
            children.filter(|child| child.name == name).collect()
        })
    }

    /// Every element of this name in it, however deep, in document order.
    pub fn all(&self, name: &str) -> Vec<&Node> {
        let mut found = Vec::new();
        self.collect(name, &mut found);
        found
    }

    fn collect<'n>(&'n self, name: &str, found: &mut Vec<&'n Node>) {
        for child in self.children() {
            if child.name == name {
                found.push(child);
            }
            child.collect(name, found);
        }
    }

    /// Its text on one line. Where an element holds nothing but elements, a blank stands between them.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn write(&self, text: &mut String) {
        let is_blank =
            |content: &Content| matches!(content, Content::Text(text) if text.trim().is_empty());
        let is_mixed = self
            .content
            .iter()
            .any(|content| matches!(content, Content::Text(_)) && !is_blank(content));
        for content in &self.content {
            match content {
                Content::Text(own) => text.push_str(own),
                Content::Node(node) => node.write(text),
            }
            if !is_mixed {
                text.push(' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(source: &str) -> Node {
        let mut events = Events::new(source);
        match events.next() {
            Ok(Some(Event::Start(element))) => Node::read(element, &mut events).expect("shallow"),
            other => panic!("no element: {other:?}"),
        }
    }

    #[test]
    fn paths_and_texts() {
        let tree = tree("<a><b n='1'>x <i>y</i>z</b><c><b>deep</b></c><b><d>1</d><d>2</d></b></a>");
        let texts = |nodes: Vec<&Node>| nodes.into_iter().map(Node::text).collect::<Vec<_>>();
        assert_eq!(texts(tree.find("b")), ["x yz", "1 2"]);
        assert_eq!(texts(tree.find("c/b")), ["deep"]);
        assert_eq!(texts(tree.all("b")), ["x yz", "deep", "1 2"]);
        assert_eq!(tree.find("b").first().and_then(|b| b.attribute("n")), Some("1"));
    }
}
