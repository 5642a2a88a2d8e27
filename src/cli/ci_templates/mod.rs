//! Files with which other programs check and publish a site: on every push, and as time goes by.

use std::fs;
use std::path::Path;

use crate::report::failure::Failure;

/// A service that runs Minutebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Runner {
    /// GitHub Actions
    GithubActions,
    /// GitLab CI
    GitlabCi,
    /// systemd
    Systemd,
    /// cron
    Cron,
    /// GitHub Actions, in parts
    GithubMatrix,
    /// GitLab CI, in parts
    GitlabParallel,
    /// Snakemake, in parts
    Snakemake,
    /// Kubernetes, in parts
    Kubernetes,
}

impl Runner {
    /// All services, by the names used on the command line.
    pub(super) const ALL: [(&'static str, Runner); 8] = [
        ("github-actions", Runner::GithubActions),
        ("gitlab-ci", Runner::GitlabCi),
        ("systemd", Runner::Systemd),
        ("cron", Runner::Cron),
        ("github-matrix", Runner::GithubMatrix),
        ("gitlab-parallel", Runner::GitlabParallel),
        ("snakemake", Runner::Snakemake),
        ("kubernetes", Runner::Kubernetes),
    ];

    /// The work that is left to be done by hand, besides what the first lines of its files say.
    pub(super) fn to_do(self) -> &'static str {
        match self {
            Runner::GithubActions | Runner::GitlabCi => {
                "Set the variable MINUTEBOOK_SOURCE to the address of Minutebook's source, and publish to `git: {branch: gh-pages}` or to object \
                 storage: a folder on the machine of a run is gone after it."
            }
            Runner::GithubMatrix | Runner::GitlabParallel => {
                "Set the variable MINUTEBOOK_SOURCE to the address of Minutebook's source."
            }
            Runner::Snakemake => "Run `snakemake --cores 2` in the folder of the site; docs/scale.md tells more.",
            Runner::Kubernetes => "Set the image and the volume, and apply the jobs one after the other.",
            Runner::Systemd => {
                "Then `systemctl daemon-reload` and `systemctl enable --now minutebook.timer` start it. It runs as the user named in it, who must \
                 be able to write the site's folder and the target."
            }
            Runner::Cron => {
                "It runs as the user named in it, who must be able to write the site's folder and the target."
            }
        }
    }

    /// The files: path and template of each.
    fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Runner::GithubActions => &[(".github/workflows/minutebook.yml", include_str!("github-actions.yml"))],
            Runner::GitlabCi => &[(".gitlab-ci.yml", include_str!("gitlab-ci.yml"))],
            Runner::Systemd => &[
                ("systemd/minutebook.service", include_str!("minutebook.service")),
                ("systemd/minutebook.timer", include_str!("minutebook.timer")),
            ],
            Runner::Cron => &[("cron/minutebook", include_str!("minutebook.cron"))],
            Runner::GithubMatrix => &[(".github/workflows/minutebook.yml", include_str!("github-matrix.yml"))],
            Runner::GitlabParallel => &[(".gitlab-ci.yml", include_str!("gitlab-parallel.yml"))],
            Runner::Snakemake => &[("Snakefile", include_str!("Snakefile"))],
            Runner::Kubernetes => &[("kubernetes/parts.yml", include_str!("kubernetes-parts.yml"))],
        }
    }
}

/// Writes the files of a service into a site; returns their paths. Refuses to replace existing files.
///
/// # Errors
/// When one is there, or cannot be written.
pub(super) fn lay_down(runner: Runner, site: &Path) -> Result<Vec<&'static str>, Failure> {
    let files = runner.files();
    if let Some((there, _)) = files.iter().find(|(path, _)| site.join(path).exists()) {
        return Err(Failure::usage(format!(
            "{} exists already and was left unchanged\n  hint: move it away to have it written again",
            site.join(there).display()
        )));
    }
    let folder = std::path::absolute(site).unwrap_or_else(|_| site.to_owned());
    let folder = folder.components().collect::<std::path::PathBuf>().display().to_string();
    let program = std::env::current_exe().map_or_else(|_| "minutebook".to_owned(), |place| place.display().to_string());
    let (user, branch) = (user_name(), branch_name(&folder));
    for (path, text) in files {
        let place = site.join(path);
        let text = text.replace("SITE_FOLDER", &folder).replace("MINUTEBOOK_PROGRAM", &program);
        let text = text.replace("USER_NAME", &user).replace("BRANCH_NAME", &branch);
        let text = text.replace("VERSION_NUMBER", env!("CARGO_PKG_VERSION"));
        let parent = place.parent().unwrap_or(site);
        fs::create_dir_all(parent).map_err(|error| Failure::io("a folder cannot be made", parent, &error))?;
        fs::write(&place, text).map_err(|error| Failure::io("a file cannot be written", &place, &error))?;
    }
    Ok(files.iter().map(|(path, _)| *path).collect())
}

/// The name of whoever runs the program.
fn user_name() -> String {
    let is_name = |name: &String| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '$'))
    };
    let names = ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(|variable| std::env::var(variable).ok());
    names.into_iter().find(is_name).unwrap_or_else(|| "root".to_owned())
}

/// The branch that is checked out where a site is; `main` without one.
fn branch_name(site: &str) -> String {
    let repositories = Path::new(site).ancestors().map(|folder| folder.join(".git/HEAD"));
    let head = repositories.into_iter().find_map(|head| fs::read_to_string(head).ok()).unwrap_or_default();
    let is_plain = |name: &&str| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/'))
    };
    head.trim().strip_prefix("ref: refs/heads/").filter(is_plain).unwrap_or("main").to_owned()
}
