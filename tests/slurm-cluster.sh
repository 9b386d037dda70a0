#!/usr/bin/env bash
# A Slurm cluster of several nodes on this machine, for tests; everything it has lies in one folder.
#
#   slurm-cluster.sh start FOLDER [NODES]   start what is not running; returns when every node is up
#   slurm-cluster.sh stop FOLDER            end all jobs and daemons that were started there
#   slurm-cluster.sh kill FOLDER NAME...    kill daemons (n1, n2, .., slurmctld, munged); their jobs live on, as on a node that is cut off
#   slurm-cluster.sh crash FOLDER NODE...   take a node's power: its daemon and all processes of its jobs are gone at once
#
# Needs Debian's slurm-wlm and munge (any Slurm with MULTIPLE_SLURMD); neither systemd nor root nor anything in /etc.
# CLUSTER_CPUS (2) each node has; CLUSTER_CONF: lines to add to slurm.conf.
set -u
PATH=$PATH:/usr/sbin:/sbin

fail() { echo "slurm-cluster: $*" >&2; exit 1; }

[ $# -ge 2 ] || fail "usage: start|stop|kill|crash FOLDER ..."
command=$1
folder=$(realpath -m -- "$2")
shift 2
conf=$folder/etc/slurm.conf
export SLURM_CONF=$conf

# --- processes: a number and the instant of its start, for numbers are given out again ---------------------------------------

# The state and start time of a process; nothing for one that is gone.
birth() {
    local line fields
    line=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    read -r -a fields <<<"${line##*) }"
    [ "${fields[0]}" != Z ] || return 1
    echo "${fields[19]}"
}

# The number of a daemon that is alive.
alive() {
    local number born
    read -r number born 2>/dev/null <"$folder/run/$1" || return 1
    [ "$(birth "$number")" = "$born" ] || return 1
    echo "$number"
}

daemons() { echo munged slurmctld $(nodes); }

nodes() { cat "$folder/etc/nodes" 2>/dev/null; }

# A session of its own and nothing of our environment. A slurmstepd inherits both marks and writes over what stands before SLURM_CONF.
spawn() {
    local name=$1
    shift
    alive "$name" >/dev/null && return
    env -i PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin" HOME="${HOME:-/}" ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} \
        SLURM_CONF="$conf" CLUSTER_NODE="$name" setsid "$@" </dev/null >>"$folder/log/$name.out" 2>&1 9>&- &
    echo "$! $(birth $!)" >"$folder/run/$name"
}

# finish SIGNAL NAME...: signals daemons and waits for their end; ten seconds later they are killed.
finish() {
    local signal=$1 name number round
    shift
    for name in "$@"; do number=$(alive "$name") && kill -"$signal" "$number" 2>/dev/null; done
    for ((round = 0; ; round++)); do
        local left=()
        for name in "$@"; do number=$(alive "$name") && left+=("$number"); done
        [ ${#left[@]} -gt 0 ] || break
        [ $round -lt 100 ] || kill -KILL "${left[@]}" 2>/dev/null
        sleep 0.1
    done
}

# The processes of the jobs of one node, or of all: those that carry our marks and are no daemon, and what descends from them.
job_processes() {
    local mark=${1:-n[0-9]*} seeds own name
    seeds=$(grep -lzxF "SLURM_CONF=$conf" /proc/[0-9]*/environ 2>/dev/null | xargs -r grep -lzx "CLUSTER_NODE=$mark" 2>/dev/null | tr -dc '0-9\n')
    own=$(for name in $(daemons); do alive "$name"; done)
    cat /proc/[0-9]*/stat 2>/dev/null | awk -v seeds="$seeds" -v own="$own" '
        BEGIN { n = split(seeds, list); for (i = 1; i <= n; i++) seed[list[i]]; n = split(own, list); for (i = 1; i <= n; i++) daemon[list[i]] }
        { number = $1; sub(/^.*\) /, ""); parent[number] = $2 }
        END { for (number in parent) { if (number in daemon) continue
                  for (at = number; at > 1 && !(at in daemon); at = parent[at]) if (at in seed) { print number; break } } }'
}

# All of them are stopped before any is killed: a slurmstepd must not tell of the death of its job.
kill_jobs() {
    local round list
    for round in 1 2 3 4 5; do
        mapfile -t list < <(job_processes "$@")
        [ ${#list[@]} -gt 0 ] || return 0
        kill -STOP "${list[@]}" 2>/dev/null
        kill -KILL "${list[@]}" 2>/dev/null
        sleep 0.1
    done
}

# --- configuration ---------------------------------------------------------------------------------------------------------

# The first of so many ports in a row that nobody listens on.
free_ports() {
    local used port=$((22000 + ($(cksum <<<"$folder" | cut -d' ' -f1) % 900) * 10)) i
    used=$(awk '$4 == "0A" { sub(/.*:/, "", $2); print $2 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null)
    for ((i = 0; i < $1; i++)); do
        if grep -qx "$(printf %04X $((port + i)))" <<<"$used"; then
            port=$((port + i + 1)) i=-1
        fi
    done
    echo "$port"
}

configure() {
    local count=$1 port host
    host=$(uname -n | cut -d. -f1)
    port=$(free_ports $((count + 1)))
    seq -f n%g "$count" >"$folder/etc/nodes"
    # slurmd loads a plugin for cgroups though nothing uses it, and only this one loads everywhere.
    echo "CgroupPlugin=cgroup/v1" >"$folder/etc/cgroup.conf"
    (umask 077; head -c 128 /dev/urandom >"$folder/etc/munge.key")
    {
        printf '%s\n' "ClusterName=nassharp" "SlurmctldHost=$host(127.0.0.1)" "SlurmctldPort=$port" "SlurmUser=$(id -un)" "SlurmdUser=$(id -un)" \
            "AuthType=auth/munge" "AuthInfo=socket=$folder/run/munge.socket,cred_expire=5" \
            "StateSaveLocation=$folder/state/slurmctld" "SlurmdSpoolDir=$folder/state/%n" \
            "SlurmctldPidFile=$folder/run/slurmctld.pidfile" "SlurmdPidFile=$folder/run/%n.pidfile" \
            "SlurmctldLogFile=$folder/log/slurmctld.log" "SlurmdLogFile=$folder/log/%n.log" "MailProg=/bin/true" \
            "ProctrackType=proctrack/linuxproc" "TaskPlugin=task/none" "JobAcctGatherType=jobacct_gather/none" "AccountingStorageType=accounting_storage/none" \
            "SelectType=select/cons_tres" "SelectTypeParameters=CR_CPU_Memory" "DefMemPerCPU=100" "SlurmdParameters=config_overrides" \
            "SchedulerParameters=batch_sched_delay=0,bf_interval=2" "SlurmdTimeout=2" "MessageTimeout=5" "KillWait=2" "ReturnToService=2" "MinJobAge=60" "MaxArraySize=2001"
        # With nothing but loopback, not even 127.0.0.1 is resolved without this.
        getent ahostsv4 127.0.0.1 >/dev/null || echo "CommunicationParameters=EnableIPv6"
        [ -z "${CLUSTER_CONF:-}" ] || echo "$CLUSTER_CONF"
        echo "NodeName=n[1-$count] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + count))] CPUs=${CLUSTER_CPUS:-2} RealMemory=4000"
        echo "PartitionName=main Nodes=n[1-$count] Default=YES MaxTime=UNLIMITED"
    } >"$conf"
}

# --- commands --------------------------------------------------------------------------------------------------------------

everything_is_up() {
    local name state
    for name in $(daemons); do alive "$name" >/dev/null || return 1; done
    # A controller that has forgotten a job, and given its number away again, takes the node out of service on which the old one still ran.
    while read -r name state; do
        case $state in
            drain*) scontrol update "NodeName=$name" State=RESUME ;;
        esac
    done < <(sinfo -h -N -o '%N %T' 2>/dev/null)
    [ "$(sinfo -h -N -o %T 2>/dev/null | grep -cE '^(idle|mixed|allocated|completing)$')" = "$(nodes | wc -l)" ]
}

start() {
    local name round
    [ ${#folder} -le 75 ] || fail "the sockets need a shorter folder than $folder"
    for name in munged slurmctld slurmd sbatch setsid; do command -v $name >/dev/null || fail "there is no $name; install slurm-wlm and munge"; done
    mkdir -p "$folder"/{etc,run,log,state/slurmctld} || exit 1
    if [ ! -e "$conf" ]; then
        # One at a time from the choice of the ports until somebody listens on them.
        exec 9>"${TMPDIR:-/tmp}/slurm-cluster-$(id -u).lock"
        flock 9
        configure "${1:-3}"
    fi
    spawn munged munged --foreground --force --key-file="$folder/etc/munge.key" --socket="$folder/run/munge.socket" \
        --pid-file="$folder/run/munged.pidfile" --log-file="$folder/log/munged.log" --seed-file="$folder/run/munge.seed"
    for ((round = 0; round < 200; round++)); do
        munge -n -S "$folder/run/munge.socket" >/dev/null 2>&1 && break
        sleep 0.05
    done
    spawn slurmctld slurmctld -D
    for name in $(nodes); do
        mkdir -p "$folder/state/$name"
        spawn "$name" slurmd -D -N "$name"
    done
    for ((round = 0; round < 600; round++)); do
        everything_is_up && return
        sleep 0.1
    done
    fail "not all nodes came up within a minute: $(sinfo -h -N -o %N=%T 2>&1 | tr '\n' ' '); see $folder/log"
}

stop() {
    [ -d "$folder/run" ] || return 0
    finish KILL $(nodes) slurmctld
    kill_jobs
    finish KILL munged
}

case $command in
    start) start "$@" ;;
    stop) stop ;;
    kill | crash)
        finish KILL "$@"
        if [ "$command" = crash ]; then
            for node in "$@"; do kill_jobs "$node"; done
        fi
        ;;
    *) fail "unknown command '$command'" ;;
esac
