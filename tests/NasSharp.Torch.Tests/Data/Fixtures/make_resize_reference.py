"""Makes resize_reference.json with Pillow (any version): what ResamplerTests compares with. Run: python3 make_resize_reference.py"""
import json
from pathlib import Path

from PIL import Image

CASES = [  # width, height, box, target width, target height
    (31, 17, (0, 0, 31, 17), 12, 9),
    (31, 17, (3.5, 2.25, 29.0, 15.75), 8, 8),
    (10, 10, (0, 0, 10, 10), 25, 14),
    (40, 30, (10, 5, 30, 25), 20, 20),
    (64, 64, (1, 1, 63, 60), 5, 7),
]
results = []
for width, height, box, target_width, target_height in CASES:
    image = Image.new("RGB", (width, height))
    image.putdata([((x * 37 + y * 11) % 256, (x * x + 3 * y) % 256, (x ^ y) * 5 % 256) for y in range(height) for x in range(width)])
    small = image.resize((target_width, target_height), Image.BILINEAR, box=box)
    results.append({"width": width, "height": height, "box": box, "targetWidth": target_width, "targetHeight": target_height,
                    "pixels": [v for pixel in small.getdata() for v in pixel]})
Path(__file__).with_name("resize_reference.json").write_text("[\n" + ",\n".join(json.dumps(r) for r in results) + "\n]\n")
