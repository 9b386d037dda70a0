#!/usr/bin/env python3
"""Makes data/fashion-mnist-subset from Debian's package dataset-fashion-mnist; needs only Python's standard library.

    apt-get install dataset-fashion-mnist
    python3 data/make_fashion_mnist_subset.py [SOURCE_FOLDER [TARGET_FOLDER]]

From each of the ten classes come 1,000 of the 6,000 training images and 200 of the 1,000 test images: those whose
sha256("train:INDEX") or sha256("test:INDEX") is smallest, kept in their original order. The choice therefore depends
neither on a random generator nor on the order of the source. The folder's SHA256SUMS lists the files as compressed here and, as
"*.raw", their content, which is what a rebuild with another zlib must reproduce.
"""
import gzip
import hashlib
import struct
import sys
from pathlib import Path

PARTS = (("train", "train", 1000), ("test", "t10k", 200))
CLASSES = 10


def read_idx(path, rank):
    raw = gzip.decompress(path.read_bytes())
    zero, kind, dimensions = struct.unpack(">HBB", raw[:4])
    if (zero, kind, dimensions) != (0, 8, rank):
        sys.exit(f"{path}: not an IDX file of bytes with {rank} dimensions")
    shape = struct.unpack(f">{rank}I", raw[4:4 + 4 * rank])
    return shape, raw[4 + 4 * rank:]


def idx(shape, body):
    return struct.pack(">HBB", 0, 8, len(shape)) + struct.pack(f">{len(shape)}I", *shape) + body


def chosen(part, labels, per_class):
    indices = []
    for label in range(CLASSES):
        of_class = [i for i, value in enumerate(labels) if value == label]
        of_class.sort(key=lambda i: hashlib.sha256(f"{part}:{i}".encode()).digest())
        indices += of_class[:per_class]
    return sorted(indices)


def main():
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/datasets/fashion-mnist")
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).resolve().parent / "fashion-mnist-subset"
    if not (source / "train-images-idx3-ubyte.gz").exists():
        sys.exit(f"{source} does not hold Fashion-MNIST; install it: apt-get install dataset-fashion-mnist")
    target.mkdir(parents=True, exist_ok=True)
    sums = []
    for part, prefix, per_class in PARTS:
        (count, rows, columns), pixels = read_idx(source / f"{prefix}-images-idx3-ubyte.gz", 3)
        _, labels = read_idx(source / f"{prefix}-labels-idx1-ubyte.gz", 1)
        size = rows * columns
        indices = chosen(part, labels, per_class)
        images = b"".join(pixels[i * size:(i + 1) * size] for i in indices)
        for name, raw in ((f"{prefix}-images-idx3-ubyte", idx((len(indices), rows, columns), images)),
                          (f"{prefix}-labels-idx1-ubyte", idx((len(indices),), bytes(labels[i] for i in indices)))):
            packed = gzip.compress(raw, compresslevel=9, mtime=0)
            (target / f"{name}.gz").write_bytes(packed)
            sums += [f"{hashlib.sha256(packed).hexdigest()}  {name}.gz", f"{hashlib.sha256(raw).hexdigest()}  {name}.raw"]
        print(f"{part}: {len(indices)} of {count} images")
    (target / "SHA256SUMS").write_text("\n".join(sums) + "\n")


if __name__ == "__main__":
    main()
