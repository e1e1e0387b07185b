"""The pictures that the content refers to: exercise → names of its pictures."""

CONTRACT = {
    "dontigny_knee_brace": "lie start hold rest",
    "inflare_correction": "lie start hold turn",
    "plank_leg_reach": (
        "prone plank lift press knees_prone knees_plank knees_lift knees_press hands"
    ),
    "swiss_ball_superman": "kneel start leg hold",
    "hip_adductor_stretch": "start turn hold supported.start supported.hold",
    "quadriceps_stretch": "start hold push supported.start supported.hold lying.start lying.hold",
    "hamstring_stretch": "start hands hold raised.start raised.hold supported.start supported.hold",
    "knee_to_chest_stretch": "start bend hold",
    "piriformis_stretch": "start cross reach hold",
    "lower_trunk_rotation": "start pass hold",
    "abdominal_stretch": "prone start hold pull",
    "warm_up": "start hold other",
    "glute_bridge": "start hold",
    "adductor_squeeze": "start hold",
    "childs_pose": "start hold",
    "triangle_pose": "start hold supported.start supported.hold",
}
SIDELESS = {"abdominal_stretch", "warm_up", "glute_bridge", "adductor_squeeze", "childs_pose"}
PICTURES = [(exercise, name) for exercise, names in CONTRACT.items() for name in names.split()]
