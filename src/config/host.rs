//! Host of a static site.

/// A host of static sites, or a kind of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostName {
    /// Cloudflare Pages.
    CloudflarePages,
    /// GitHub Pages.
    GithubPages,
    /// GitLab Pages on gitlab.com.
    GitlabPages,
    /// Netlify.
    Netlify,
    /// Firebase Hosting.
    Firebase,
    /// Azure Static Web Apps.
    AzureStaticWebApps,
    /// Vercel.
    Vercel,
    /// Object storage that speaks S3.
    S3,
    /// A server of one's own.
    Server,
}

impl HostName {
    /// All hosts.
    pub const ALL: [HostName; 9] = [
        HostName::CloudflarePages,
        HostName::GithubPages,
        HostName::GitlabPages,
        HostName::Netlify,
        HostName::Firebase,
        HostName::AzureStaticWebApps,
        HostName::Vercel,
        HostName::S3,
        HostName::Server,
    ];

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            HostName::CloudflarePages => "cloudflare-pages",
            HostName::GithubPages => "github-pages",
            HostName::GitlabPages => "gitlab-pages",
            HostName::Netlify => "netlify",
            HostName::Firebase => "firebase",
            HostName::AzureStaticWebApps => "azure-static-web-apps",
            HostName::Vercel => "vercel",
            HostName::S3 => "s3",
            HostName::Server => "server",
        }
    }

    /// The host with a name.
    pub fn from_name(name: &str) -> Option<HostName> {
        HostName::ALL.into_iter().find(|host| host.name() == name)
    }

    /// The host of pages that shows a branch of a repository, by the address of the repository.
    pub fn of_repository(address: &str) -> Option<HostName> {
        // `https://user@host:port/path`, `ssh://git@host/path` or `git@host:path`.
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = rest.split(['/', ':']).next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
        match host.as_str() {
            "github.com" | "ssh.github.com" => Some(HostName::GithubPages),
            "gitlab.com" | "altssh.gitlab.com" => Some(HostName::GitlabPages),
            _ => None,
        }
    }
}

/// Plan of a host, where that changes its limits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum HostPlan {
    /// The plan that costs nothing.
    #[default]
    Free,
    /// The least of those that cost something.
    Paid,
}

impl HostPlan {
    /// Both plans.
    pub const ALL: [HostPlan; 2] = [HostPlan::Free, HostPlan::Paid];

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            HostPlan::Free => "free",
            HostPlan::Paid => "paid",
        }
    }

    /// The plan with a name.
    pub fn from_name(name: &str) -> Option<HostPlan> {
        HostPlan::ALL.into_iter().find(|plan| plan.name() == name)
    }
}

/// A host with its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SiteHost {
    /// The host.
    pub name: HostName,
    /// Its plan.
    pub plan: HostPlan,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_repository_tells_the_host_of_its_pages() {
        for address in [
            "https://github.com/a/b.git",
            "https://bot@GitHub.com/a/b",
            "git@github.com:a/b.git",
            "ssh://git@github.com:22/a/b",
            "ssh://git@ssh.github.com:443/a/b",
        ] {
            assert_eq!(HostName::of_repository(address), Some(HostName::GithubPages), "{address}");
        }
        assert_eq!(HostName::of_repository("git@gitlab.com:a/b.git"), Some(HostName::GitlabPages));
        let others = [
            "https://git.example/github.com/b",
            "git@git.example:a",
            "../pages.git",
            "https://github.com.example/a",
            "",
        ];
        for address in others {
            assert_eq!(HostName::of_repository(address), None, "{address}");
        }
    }
}
