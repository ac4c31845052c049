//! A plan that is followed as it changes: what it is now, page by page.
//!
//! In: where to look. Out: a [`View`], the same as a fresh build would make, at the cost of what
//! changed.

use super::watch::Look;
use crate::analysis::{self, Analysis, Session};
use crate::config::{Config, ThemeChoice};
use crate::load::{self, LoadError};
use crate::publish::{Audience, publish};
use crate::render::{self, Entry, RenderError, Site, Theme};
use crate::source::Sources;
use crate::today::Today;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Asks for the day that a plan is reckoned from.
pub type Clock = Arc<dyn Fn(&Config) -> Today + Send + Sync>;

/// Whether the plan's own theme matters to whoever follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Themes {
    /// Pages are made in it, and one that is broken is trouble.
    Used,
    /// No page is made.
    Ignored,
}

/// A plan on disk, followed.
pub struct Follower {
    root: PathBuf,
    clock: Clock,
    /// As they were read last, shown or not.
    sources: Arc<Sources>,
    /// Whether they are no ground for the next look, which then is at everything.
    lost: bool,
    /// The user's own files of the theme that is shown.
    own: BTreeMap<String, Arc<str>>,
    themes: Themes,
    session: Session,
    view: Arc<View>,
    /// The files as [`load::state`] last had them.
    state: Option<u64>,
}

impl std::fmt::Debug for Follower {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Follower")
            .field("root", &self.root)
            .field("version", &self.view.version)
            .finish_non_exhaustive()
    }
}

/// Pages that were asked for.
type Made = HashMap<(Audience, String), Arc<[u8]>>;

/// A plan as it was at one moment: each page is made when it is asked for, and kept as long as this.
#[derive(Debug)]
pub struct View {
    /// Rises with each change.
    pub version: u64,
    /// The texts.
    pub sources: Arc<Sources>,
    /// What is known of them.
    pub analysis: Analysis,
    /// Why this is not the newest state: the plan or its theme could not be read.
    pub trouble: Option<String>,
    theme: Arc<Theme>,
    sites: [OnceLock<Arc<Site>>; 3],
    made: Mutex<Made>,
}

impl View {
    /// The theme that it is shown in.
    pub fn theme(&self) -> &Arc<Theme> {
        &self.theme
    }

    /// The site of an audience.
    pub fn site(&self, audience: Audience) -> &Arc<Site> {
        let [public, mentor, me] = &self.sites;
        let site = match audience {
            Audience::Public => public,
            Audience::Mentor => mentor,
            Audience::Me => me,
        };
        site.get_or_init(|| {
            let (published, _) = publish(&self.analysis, audience);
            Arc::new(render::site(Arc::new(published), Arc::clone(&self.theme)))
        })
    }

    /// The bytes of a file of an audience's site, as a build would write them.
    ///
    /// # Errors
    /// When there is no such file, its template fails, or a copied file cannot be read.
    pub fn page(&self, audience: Audience, path: &str) -> Result<Arc<[u8]>, RenderError> {
        let key = (audience, path.to_owned());
        let kept = |made: &Mutex<Made>| {
            let made = made.lock().unwrap_or_else(PoisonError::into_inner);
            made.get(&key).cloned()
        };
        if let Some(bytes) = kept(&self.made) {
            return Ok(bytes);
        }
        let site = self.site(audience);
        let bytes: Arc<[u8]> = match site.entry(path) {
            Some(Entry::Copy(asset)) => {
                // A file of the user's own is read each time: it may be large, and it may change.
                return load::asset(asset)
                    .map_err(|error| RenderError::Missing(format!("{path}: {error}")));
            }
            _ => site.make(path)?.into(),
        };
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.insert(key, Arc::clone(&bytes));
        Ok(bytes)
    }
}

impl Follower {
    /// Loads the plan in `root`.
    ///
    /// # Errors
    /// When there is none. A theme that cannot be used is trouble, told with the plan in the plain one.
    pub fn new(root: &Path, themes: Themes, clock: Clock) -> anyhow::Result<Self> {
        let sources = Arc::new(load::plan(root)?);
        let config = analysis::settings(&sources);
        let found = own_theme(root, themes, &config)
            .map_err(anyhow::Error::from)
            .and_then(|own| Ok((Theme::find(&choice(themes, &config), &own)?, own)));
        let (theme, own, trouble) = match found {
            Ok((theme, own)) => (theme, own, None),
            Err(error) => {
                let plain = Theme::find(&ThemeChoice::default(), &BTreeMap::new())?;
                (plain, BTreeMap::new(), Some(error.to_string()))
            }
        };
        let mut session = Session::default();
        let analysis = session.analyze(&sources, clock(&config));
        let view = View {
            version: 1,
            sources: Arc::clone(&sources),
            analysis,
            trouble,
            theme: Arc::new(theme),
            sites: Default::default(),
            made: Mutex::default(),
        };
        Ok(Self {
            root: root.to_owned(),
            clock,
            sources,
            lost: false,
            own,
            themes,
            session,
            view: Arc::new(view),
            state: None,
        })
    }

    /// Notes the files as they are, so that a look at the clock can tell that nothing changed.
    pub fn note(&mut self) {
        self.state = Some(load::state(&self.root));
    }

    /// Whether time brought nothing: it is the day that it was, and no file looks as if it had
    /// changed without our being told, as on disks that others write to.
    fn rests(&mut self) -> bool {
        let before = self.state;
        self.note();
        let today = (self.clock)(&self.view.analysis.plan.config);
        !self.lost && self.state == before && today == self.view.analysis.today
    }

    /// The plan as it was when we last looked.
    pub fn view(&self) -> Arc<View> {
        Arc::clone(&self.view)
    }

    /// Looks again; answers the new view where anything differs.
    pub fn look(&mut self, look: &Look) -> Option<Arc<View>> {
        if *look == Look::Clock && self.rests() {
            return None;
        }
        let read = match look {
            Look::At(paths) if !self.lost => load::again(&self.root, &self.sources, paths),
            _ => load::plan(&self.root),
        };
        self.lost = read.is_err();
        // What was read is kept, whatever trouble follows: no look names the same files again.
        self.sources = match read {
            Ok(sources) => Arc::new(sources),
            // A folder without goals is still a plan that is being written.
            Err(LoadError::Empty(_)) => Arc::default(),
            Err(error) => return self.trouble(&error.to_string()),
        };
        let config = analysis::settings(&self.sources);
        // Without settings all is public that does not say otherwise; an editor may put them back.
        if !config.exists && self.view.analysis.plan.config.exists {
            return self.trouble(
                "plan.yaml is gone, and without it a goal that does not say who may see it is public; put it back, or start again to go on without settings",
            );
        }
        let own = match own_theme(&self.root, self.themes, &config) {
            Ok(own) => own,
            Err(error) => return self.trouble(&error.to_string()),
        };
        let today = (self.clock)(&config);
        let last = &self.view;
        let wanted = choice(self.themes, &config);
        let same_theme = last.trouble.is_none()
            && own == self.own
            && wanted == choice(self.themes, &last.analysis.plan.config);
        if same_theme && today == last.analysis.today && self.sources == last.sources {
            return None;
        }
        let theme = if same_theme {
            Arc::clone(&last.theme)
        } else {
            match Theme::find(&wanted, &own) {
                Ok(theme) => Arc::new(theme),
                Err(error) => return self.trouble(&error.to_string()),
            }
        };
        let analysis = self.session.analyze(&self.sources, today);
        self.view = Arc::new(View {
            version: self.view.version + 1,
            sources: Arc::clone(&self.sources),
            analysis,
            trouble: None,
            theme,
            sites: Default::default(),
            made: Mutex::default(),
        });
        self.own = own;
        Some(self.view())
    }

    /// The last good site stays, with the reason why it is not the newest.
    fn trouble(&mut self, why: &str) -> Option<Arc<View>> {
        if self.view.trouble.as_deref() == Some(why) {
            return None;
        }
        let last = &self.view;
        self.view = Arc::new(View {
            version: last.version + 1,
            sources: Arc::clone(&last.sources),
            analysis: last.analysis.clone(),
            trouble: Some(why.to_owned()),
            theme: Arc::clone(&last.theme),
            sites: last.sites.clone(),
            made: Mutex::default(),
        });
        Some(self.view())
    }
}

/// The theme that is asked for.
fn choice(themes: Themes, config: &Config) -> ThemeChoice {
    match themes {
        Themes::Used => config.theme.clone(),
        Themes::Ignored => ThemeChoice::default(),
    }
}

fn own_theme(
    root: &Path,
    themes: Themes,
    config: &Config,
) -> Result<BTreeMap<String, Arc<str>>, LoadError> {
    let name = choice(themes, config).name;
    name.map(|name| load::theme(root, &name))
        .transpose()
        .map(Option::unwrap_or_default)
}
