//! Whose turn it is: a document may have many pages, the one of index.html or any number of figures, each within a
//! root of its own. Whatever a page has made (a callback, a message) finds its way back to that page, and nothing
//! that a page looks for is found in another one.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use super::dom::Thing;
use super::{Message, Page};

/// The number of a page.
pub type Turn = usize;

/// All pages, and the messages they have not taken yet. A message that comes while another is being taken (a dialog
/// that opens moves the focus at once) waits for its turn.
struct Hub {
    turn: Cell<Turn>,
    /// The document, or the shadow root of a figure.
    roots: RefCell<Vec<Option<Thing>>>,
    pages: RefCell<Vec<Option<Rc<RefCell<Page>>>>>,
    inbox: RefCell<VecDeque<(Turn, Message)>>,
    busy: Cell<bool>,
}

thread_local! {
    static HUB: Hub = const {
        Hub {
            turn: Cell::new(0),
            roots: RefCell::new(Vec::new()),
            pages: RefCell::new(Vec::new()),
            inbox: RefCell::new(VecDeque::new()),
            busy: Cell::new(false),
        }
    };
}

/// Makes a page of what is in `root`.
pub fn enter(root: Thing, page: impl FnOnce() -> Page) -> Turn {
    let turn = HUB.with(|hub| {
        hub.roots.borrow_mut().push(Some(root));
        hub.pages.borrow_mut().push(None);
        hub.pages.borrow().len() - 1
    });
    during(turn, || {
        let page = Rc::new(RefCell::new(page()));
        HUB.with(|hub| hub.pages.borrow_mut()[turn] = Some(page));
    });
    turn
}

/// A page goes.
pub fn leave(turn: Turn) {
    HUB.with(|hub| {
        hub.roots.borrow_mut()[turn] = None;
        let page = hub.pages.borrow_mut()[turn].take();
        drop(page);
    });
}

/// Whose turn it is now.
pub fn now() -> Turn {
    HUB.with(|hub| hub.turn.get())
}

/// Does something for a page.
pub fn during(turn: Turn, what: impl FnOnce()) {
    let before = HUB.with(|hub| hub.turn.replace(turn));
    what();
    HUB.with(|hub| hub.turn.set(before));
}

/// The root of the page whose turn it is, as long as there is one.
#[inline(never)]
pub fn root() -> Option<Thing> {
    HUB.with(|hub| hub.roots.borrow().get(hub.turn.get()).cloned().flatten())
}

/// The page, if it is there.
#[inline(never)]
fn page(turn: Turn) -> Option<Rc<RefCell<Page>>> {
    HUB.with(|hub| hub.pages.borrow().get(turn).cloned().flatten())
}

/// What a page answers; none if it is not there, or busy: a focus that it moves is told to everyone at once.
pub fn ask<T>(turn: Turn, what: impl Fn(&Page) -> T) -> Option<T> {
    let mut answer = None;
    visit(turn, &mut |page| answer = Some(what(page)));
    answer
}

#[inline(never)]
fn visit(turn: Turn, visitor: &mut dyn FnMut(&Page)) {
    if let Some(page) = page(turn)
        && let Ok(page) = page.try_borrow()
    {
        visitor(&page);
    }
}

/// Sends a message to the page whose turn it is.
pub fn send(message: Message) {
    HUB.with(|hub| {
        hub.inbox.borrow_mut().push_back((hub.turn.get(), message));
        if hub.busy.replace(true) {
            return;
        }
        loop {
            let Some((turn, message)) = hub.inbox.borrow_mut().pop_front() else { break };
            if let Some(page) = page(turn) {
                during(turn, || page.borrow_mut().take(message));
            }
        }
        hub.busy.set(false);
    });
}
