"""The Markdown that a comparison prints."""

import os
import platform

from measure import KINDS

MIB = 1024 * 1024


def setting(tools, records, runs, load, floor):
    count, size = records
    programs = ", ".join(f"{tool.name} ({tool.version()})" for tool in tools)
    lines = [
        f"{programs}; {count} files of records, {size / MIB:.1f} MiB; medians of {runs} runs each, alternating.",
        f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}; load before the first run {load:.1f}.",
        f"A program that does nothing shows a peak of {floor / MIB:.0f} MiB here, which is this script's own: less cannot be seen.",
    ]
    if load > 0.5:
        lines.append("**The machine was busy: trust the processor time rather than the wall time.**")
    return "\n".join(lines) + "\n"


def figures(builds, tools, medians):
    """What each build took, and how many times more Hugo took than Minutebook."""
    rows = []
    for build in builds:
        taken = [medians[tool.name, build] for tool in tools]
        for tool, sample in zip(tools, taken):
            rows.append([build, tool.name, f"{sample.wall:.2f}", f"{sample.cpu:.2f}", f"{sample.peak / MIB:.0f}"])
        if len(tools) == 2:
            ours, theirs = taken
            ratios = (getattr(theirs, field) / getattr(ours, field) for field in ("wall", "cpu", "peak"))
            rows.append([build, "**Hugo / Minutebook**", *(f"**{ratio:.1f}**" for ratio in ratios)])
    return table(2, ["build", "program", "wall, s", "processor, s", "peak memory, MiB"], rows)


def sites(outputs):
    """What each site has, so that a page which one program does not make is seen."""
    kinds = [kind for kind, _ in KINDS]
    rows = [
        [name, *(output.kinds[kind] for kind in kinds), output.files, f"{output.bytes / MIB:.1f}"]
        for name, output in outputs.items()
    ]
    text = table(1, ["site", *kinds, "files", "MiB"], rows)
    differing = [kind for kind in kinds if len({output.kinds[kind] for output in outputs.values()}) > 1]
    if differing:
        text += f"\nThe sites differ in the number of {', '.join(differing)}.\n"
    return text


def table(words, heads, rows):
    """The first `words` columns to the left, figures to the right."""
    rule = [":--"] * words + ["--:"] * (len(heads) - words)
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in [heads, rule, *rows]) + "\n"
