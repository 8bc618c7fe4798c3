//! Content streams played for their text: operators to placed glyphs.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::{Transform, TypedInstruction as Op};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{
    Array, Dict, Name, Number, Object, ObjectIdentifier, Rect, Stream, String as Text,
};
use hayro_syntax::page::{Page, Resources};

use super::budget::Budget;
use super::font::{Face, Fonts};
use super::glyph::Glyphs;
use super::text_string;

/// Levels of forms within forms; viewers give up far earlier than at this.
const MAX_FORMS: usize = 24;

/// Levels of saved graphics states; the standard asks viewers for 28.
const MAX_STATES: usize = 10_000;

/// The font size of a form field whose look is left to the viewer, in points.
const FIELD: f64 = 12.0;

/// Annotations with one of these flags (hidden, no view) are not on the page.
const UNSEEN: u32 = 1 << 1 | 1 << 5;

/// Plays a page with its annotations.
pub fn glyphs<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>, budget: &mut Budget) -> Glyphs {
    let upright = Affine::new(page.initial_transform(true).as_coeffs());
    let mut player = Player { fonts, budget, glyphs: Glyphs::default(), forms: Vec::new() };
    let content = player.budget.content(page);
    player.play(&content, page.resources(), State::new(upright));
    let annotations = page.raw().get::<Array<'a>>(keys::ANNOTS);
    for annotation in annotations.iter().flat_map(|list| list.iter::<Dict<'a>>()) {
        player.annotation(&annotation, page.resources(), upright);
    }
    player.glyphs
}

/// The part of the graphics state that places text.
#[derive(Clone)]
struct State<'a> {
    /// From user space to the page.
    space: Affine,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl State<'_> {
    fn new(space: Affine) -> Self {
        State {
            space,
            face: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// Where the next glyph goes.
#[derive(Clone, Copy, Default)]
struct Pen {
    line: Affine,
    at: Affine,
}

impl Pen {
    fn set(&mut self, matrix: Affine) {
        (self.line, self.at) = (matrix, matrix);
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set(self.line * Affine::translate((x, y)));
    }
}

/// Marked content that is open.
struct Mark {
    /// The text to be read instead of the glyphs from an index on.
    actual: Option<(usize, String)>,
}

struct Player<'p, 'a> {
    fonts: &'p mut Fonts<'a>,
    budget: &'p mut Budget,
    glyphs: Glyphs,
    /// The forms being played, the innermost last.
    forms: Vec<ObjectIdentifier>,
}

impl<'a> Player<'_, 'a> {
    /// Plays one content stream; ends early when the budget is spent.
    fn play(&mut self, stream: &[u8], resources: &Resources<'a>, state: State<'a>) {
        let mut operators = TypedIter::new(stream);
        let mut saved: Vec<State<'a>> = Vec::new();
        let mut state = state;
        let mut pen = Pen::default();
        let mut marks: Vec<Mark> = Vec::new();
        let mut faces: HashMap<Vec<u8>, Option<Rc<Face<'a>>>> = HashMap::new();
        let mut forms: HashMap<Vec<u8>, Option<Stream<'a>>> = HashMap::new();
        while let Some(operator) = operators.next() {
            if !self.budget.take_operator() {
                break;
            }
            match operator {
                Op::SaveState(_) if saved.len() < MAX_STATES => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::Transform(Transform(a, b, c, d, e, f)) => {
                    state.space *= affine([a, b, c, d, e, f]);
                }
                Op::SetGraphicsState(name) => {
                    let graphics = resources.get_ext_g_state(name.0).unwrap_or_default();
                    self.budget.take_dict(&graphics);
                    let font = graphics.get::<Array<'a>>(keys::FONT);
                    if let Some(font) = font {
                        let mut entries = font.flex_iter();
                        let dict = entries.next::<Dict<'a>>();
                        state.face = self.fonts.face(dict.as_ref(), self.budget);
                        state.size = entries.next::<f64>().unwrap_or(state.size);
                    }
                }
                Op::BeginText(_) => pen.set(Affine::IDENTITY),
                Op::SetTextMatrix(m) => pen.set(affine([m.0, m.1, m.2, m.3, m.4, m.5])),
                Op::NextLine(by) => pen.next_line(by.0.as_f64(), by.1.as_f64()),
                Op::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    pen.next_line(by.0.as_f64(), by.1.as_f64());
                }
                Op::NextLineUsingLeading(_) => pen.next_line(0.0, -state.leading),
                Op::TextFont(font) => {
                    let name: &[u8] = font.0;
                    if !faces.contains_key(name) {
                        let dict = resources.get_font(font.0);
                        let face = self.fonts.face(dict.as_ref(), self.budget);
                        faces.insert(name.to_vec(), face);
                    }
                    state.face = faces.get(name).cloned().flatten();
                    state.size = font.1.as_f64();
                }
                Op::CharacterSpacing(space) => state.char_space = space.0.as_f64(),
                Op::WordSpacing(space) => state.word_space = space.0.as_f64(),
                Op::HorizontalScaling(percent) => state.stretch = percent.0.as_f64() / 100.0,
                Op::TextLeading(leading) => state.leading = leading.0.as_f64(),
                Op::TextRise(rise) => state.rise = rise.0.as_f64(),
                Op::ShowText(text) => self.show(text.0.as_bytes(), &mut state, &mut pen),
                Op::NextLineAndShowText(text) => {
                    pen.next_line(0.0, -state.leading);
                    self.show(text.0.as_bytes(), &mut state, &mut pen);
                }
                Op::ShowTextWithParameters(text) => {
                    state.word_space = text.0.as_f64();
                    state.char_space = text.1.as_f64();
                    pen.next_line(0.0, -state.leading);
                    self.show(text.2.as_bytes(), &mut state, &mut pen);
                }
                Op::ShowTexts(texts) => {
                    for item in texts.0.iter::<Object<'_>>() {
                        match item {
                            Object::String(text) => {
                                self.show(text.as_bytes(), &mut state, &mut pen);
                            }
                            Object::Number(kern) => step_back(kern, &state, &mut pen),
                            _ => {}
                        }
                    }
                }
                Op::XObject(name) => {
                    let key: &[u8] = name.0;
                    if !forms.contains_key(key) {
                        if !self.budget.take_lookup() {
                            break;
                        }
                        forms.insert(key.to_vec(), resources.get_x_object(name.0));
                    }
                    if let Some(Some(form)) = forms.get(key) {
                        self.form(&form.clone(), resources, &state);
                    }
                }
                Op::BeginMarkedContent(_) => marks.push(Mark { actual: None }),
                Op::BeginMarkedContentWithProperties(mark) => {
                    let inline = match mark.1 {
                        Object::Dict(dict) => actual_text(dict),
                        Object::Name(name) => resources
                            .properties
                            .get::<Dict<'_>>(name.as_ref())
                            .filter(|dict| self.budget.take_dict(dict))
                            .and_then(|dict| actual_text(&dict)),
                        _ => None,
                    };
                    let first = self.glyphs.list.len();
                    marks.push(Mark { actual: inline.map(|text| (first, text)) });
                }
                Op::EndMarkedContent(_) => {
                    if let Some(Mark { actual: Some((first, text)) }) = marks.pop() {
                        self.glyphs.replace(first, &text);
                    }
                }
                _ => {}
            }
        }
    }

    /// Plays a form, unless it is being played already.
    fn form(&mut self, form: &Stream<'a>, resources: &Resources<'a>, state: &State<'a>) {
        let dict = form.dict();
        let id = form.obj_id();
        let is_form = dict.get::<Name<'_>>(keys::SUBTYPE).is_none_or(|kind| *kind == *b"Form");
        if !self.budget.take_form(dict) {
            return;
        }
        if !is_form || self.forms.len() >= MAX_FORMS || self.forms.contains(&id) {
            return;
        }
        let Some(content) = self.budget.decoded(form) else { return };
        let own = dict.get::<Dict<'a>>(keys::RESOURCES).map(Resources::new);
        let mut inner = state.clone();
        inner.space *= matrix(dict);
        self.forms.push(id);
        self.play(&content, own.as_ref().unwrap_or(resources), inner);
        self.forms.pop();
    }

    /// Plays what an annotation looks like: text in form fields, notes on the page, stamps.
    fn annotation(&mut self, annotation: &Dict<'a>, resources: &Resources<'a>, page: Affine) {
        if annotation.get::<u32>(keys::F).unwrap_or(0) & UNSEEN != 0 {
            return;
        }
        let looks = annotation.get::<Dict<'a>>(keys::AP);
        let form = match looks.and_then(|looks| looks.get::<Object<'a>>(keys::N)) {
            Some(Object::Stream(form)) => Some(form),
            Some(Object::Dict(states)) => annotation
                .get::<Name<'_>>(keys::AS)
                .and_then(|name| states.get::<Stream<'a>>(name.as_ref())),
            _ => None,
        };
        let Some(place) = annotation.get::<Rect>(keys::RECT) else { return };
        let Some(form) = form else { return self.field(annotation, place, page) };
        // The form's box, turned by its matrix, is fitted into the annotation's place.
        let edges = form.dict().get::<[f64; 4]>(keys::BBOX).unwrap_or([0.0, 0.0, 1.0, 1.0]);
        let form_box = hayro_font::kurbo::Rect::new(edges[0], edges[1], edges[2], edges[3]);
        let turned = matrix(form.dict()).transform_rect_bbox(form_box.abs());
        let fit = |from: f64, to: f64| if from.abs() > f64::EPSILON { to / from } else { 1.0 };
        let x = fit(turned.width(), place.x1 - place.x0);
        let y = fit(turned.height(), place.y1 - place.y0);
        let shift = (place.x0 - x * turned.x0, place.y0 - y * turned.y0);
        let space = page * Affine::new([x, 0.0, 0.0, y, shift.0, shift.1]);
        self.form(&form, resources, &State::new(space));
    }

    /// Adds the value of a form field that has no looks of its own.
    fn field(&mut self, field: &Dict<'a>, place: Rect, page: Affine) {
        let value = field.get::<Text<'_>>(keys::V).or_else(|| {
            let parent = field.get::<Dict<'_>>(keys::PARENT)?;
            parent.get::<Text<'_>>(keys::V)
        });
        let text = value.map(|value| text_string::decode(value.as_bytes())).unwrap_or_default();
        let is_field = field.get::<Name<'_>>(keys::SUBTYPE).is_some_and(|kind| *kind == *b"Widget");
        if is_field && !text.is_empty() && self.budget.take_glyph(text.len()) {
            self.glyphs.shown += 1;
            let (from, to) = ((place.x0, place.y0), (place.x1, place.y0));
            let height = (place.y1 - place.y0).abs().min(FIELD);
            self.glyphs.push(&text, page * Point::from(from), page * Point::from(to), height);
        }
    }

    /// Adds the glyphs of a string and moves the pen behind it.
    fn show(&mut self, text: &[u8], state: &mut State<'a>, pen: &mut Pen) {
        if state.face.is_none() {
            state.face = self.fonts.face(None, self.budget);
        }
        let Some(face) = state.face.clone() else { return };
        let is_readable = face.can_read(text);
        let mut at = 0;
        while at < text.len() {
            let (number, length) = face.code_at(text, at);
            at += length;
            let code = face.code(number);
            if !self.budget.take_glyph(code.text.as_ref().map_or(0, String::len)) {
                return;
            }
            let place = state.space * pen.at;
            let stretch = if face.is_horizontal() { state.stretch } else { 1.0 };
            let (from, to) = if face.is_horizontal() {
                let end = code.advance * state.size * stretch;
                (place * Point::new(0.0, state.rise), place * Point::new(end, state.rise))
            } else {
                (place * Point::ORIGIN, place * Point::new(0.0, code.advance * state.size))
            };
            let size = size(place, state.size * face.height);
            let text = code.text.as_deref().filter(|_| is_readable);
            self.glyphs.shown += usize::from(text.is_none_or(|text| !text.trim().is_empty()));
            match text {
                // Nobody can read what has no size.
                _ if !(size > 0.0 && from.is_finite() && to.is_finite()) => {}
                Some(text) => self.glyphs.push(text, from, to, size),
                None => self.glyphs.push_unknown(from, to, size),
            }
            let word = if number == 32 && length == 1 { state.word_space } else { 0.0 };
            let step = (code.advance * state.size + state.char_space + word) * stretch;
            pen.at *= Affine::translate(along(step, &face));
        }
    }
}

/// Moves the pen against the direction of writing, by thousandths of an em.
fn step_back(kern: Number, state: &State<'_>, pen: &mut Pen) {
    let Some(face) = &state.face else { return };
    let stretch = if face.is_horizontal() { state.stretch } else { 1.0 };
    let step = -kern.as_f64() / 1000.0 * state.size * stretch;
    pen.at *= Affine::translate(along(step, face));
}

/// A step in a font's direction of writing.
fn along(step: f64, face: &Face<'_>) -> (f64, f64) {
    if face.is_horizontal() { (step, 0.0) } else { (0.0, step) }
}

/// How high letters of a size stand on the page.
fn size(place: Affine, size: f64) -> f64 {
    let [_, _, x, y, ..] = place.as_coeffs();
    let size = (x.hypot(y) * size).abs();
    if size.is_finite() { size } else { 0.0 }
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|number| number.as_f64()))
}

/// The matrix of a form.
fn matrix(form: &Dict<'_>) -> Affine {
    form.get::<[f64; 6]>(keys::MATRIX).map_or(Affine::IDENTITY, Affine::new)
}

/// The text that is to be read instead of what is drawn.
fn actual_text(properties: &Dict<'_>) -> Option<String> {
    properties.get::<Text<'_>>(keys::ACTUAL_TEXT).map(|text| text_string::decode(text.as_bytes()))
}
