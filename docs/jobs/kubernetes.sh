#!/bin/sh
# A sweep as an indexed Job of Kubernetes: a pod for each shard, on a volume that all of them share.
#
#   kubernetes.sh OUT SHARDS SCENARIO --factors FILE [further options of `brownout sweep`]  | kubectl apply -f -
#
# Writes the Job to standard output. Paths are those in the pods: the volume claim VOLUME (brownout) is mounted as /data
# and holds the scenario, the factors and OUT. IMAGE is an image with the program, CORES those of a pod (4). A pod that
# fails is started again and goes on where it was. When the Job is complete:
#
#   kubectl create job brownout-merge --image=IMAGE -- brownout merge ...    (or any pod that mounts the volume)
set -eu
out=$1 shards=$2
shift 2
: "${IMAGE:=brownout}" "${VOLUME:=brownout}" "${CORES:=4}" "${JOB:=brownout-sweep}"

# An argument as a line of the list, in double quotes as YAML has them.
line() {
    printf '            - "%s"\n' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}

cat <<END
apiVersion: batch/v1
kind: Job
metadata:
  name: $JOB
spec:
  completionMode: Indexed
  completions: $shards
  parallelism: $shards
  backoffLimit: 100
  template:
    spec:
      restartPolicy: OnFailure
      containers:
        - name: shard
          image: $IMAGE
          resources:
            requests: {cpu: "$CORES", memory: 2Gi}
          volumeMounts:
            - {name: data, mountPath: /data}
          workingDir: /data
          command:
            - sh
            - -c
            - |
              out=\$1 shards=\$2 cores=\$3; shift 3
              shard=\$((JOB_COMPLETION_INDEX + 1))
              exec brownout sweep "\$@" -q -j "\$cores" --shard "\$shard/\$shards" -o "\$out-shards/\$shard-of-\$shards"
            - shard
END
for argument in "$out" "$shards" "$CORES" "$@"; do
    line "$argument"
done
cat <<END
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: $VOLUME}
END
