#!/usr/bin/env bash
# Small clusters of Slurm keep no accounts, which is Slurm's own default (`AccountingStorageType=accounting_storage/none`). Snakemake's executor asks
# `sacct` for the state of its jobs as soon as that program is installed, and Debian installs it with the client. There `sacct` answers “Slurm accounting
# storage is disabled” on its error output, with the exit code 1. The executor is expected to fall back to `squeue`, which knows. It
# takes the failed question for a passing fault and asks again, without end: a workflow whose only job succeeded after a second never ends, and one
# whose job failed never fails. Say `--slurm-status-command squeue`.
#
# Needs a running Slurm that keeps no accounts, such as Debian's with one machine (apt-get install slurmctld slurmd slurm-client munge, and a
# slurm.conf with ClusterName, SlurmctldHost, SlurmUser=root, ProctrackType=proctrack/linuxproc, TaskPlugin=task/none,
# SelectType=select/cons_tres, SelectTypeParameters=CR_Core, NodeName, PartitionName). A slurm.conf elsewhere, by SLURM_CONF, does not do: the executor
# takes variables that begin with SLURM_ out of the environment of its jobs.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

if ! sinfo >/dev/null 2>&1 || sacct >/dev/null 2>&1; then
    echo "skipped: there is no Slurm here that runs without accounting"
    exit 0
fi
python_packages snakemake==9.27.1 snakemake-executor-plugin-slurm==2.8.0
echo "version   $(sbatch --version)"

# A workflow of one job that runs for a moment; gives how Snakemake ends within three minutes. It takes no notice of a signal to end.
ends() { # command, more options
    local place=$work/run-$RANDOM
    mkdir "$place"
    printf 'rule one:\n    output: "out"\n    shell: "%s"\n' "$1" > "$place/Snakefile"
    (
        cd "$place"
        HOME=$work timeout --signal=KILL 180 "$work/venv/bin/snakemake" --quiet all --executor slurm --jobs 1 --slurm-init-seconds-before-status-checks 5 "${@:2}" >log 2>&1
    ) && echo "succeeds" || { [[ $? = 137 ]] && echo "is still waiting after three minutes" || echo "fails"; }
}

expected "a workflow whose job succeeds succeeds, and one whose job fails fails, by default as with squeue"
sees "sacct's exit code" "1" "$(sacct >/dev/null 2>&1 && echo 0 || echo $?)"
sees "the job succeeds, squeue" "succeeds" "$(ends 'echo done > {output}' --slurm-status-command squeue)"
sees "the job fails, squeue" "fails" "$(ends 'exit 3' --slurm-status-command squeue)"
sees "the job succeeds, by default" "is still waiting after three minutes" "$(ends 'echo done > {output}')"
sees "the job fails, by default" "is still waiting after three minutes" "$(ends 'exit 3')"
