"""Movements: what is read, what is seen at which moment, and what is no movement."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from evenkeel.figures.motion import Motion, MotionError, find_movement, forget_moments, load_motion
from tests.figures.motions import COLOURS, INK, SHADOW, TOP, Square, packed, walking

WHITE = "#ffffff"


def painted(motion: Motion, moment: float, exchange: dict[str, str] | None = None) -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(WHITE))
    painter = QPainter(image)
    motion.paint_things(painter, exchange or {})
    motion.paint_shadow(painter, moment, exchange or {})
    motion.paint_lines(painter, exchange or {})
    motion.paint_person(painter, moment, exchange or {})
    painter.end()
    return image


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name()


def edges(image: QImage, y: int = 100) -> tuple[int, int] | None:
    """The first and the last column of what is not white; none where all is."""
    inked = [x for x in range(image.width()) if colour(image, x, y) != WHITE]
    return (inked[0], inked[-1]) if inked else None


def test_a_movement_knows_its_pictures_and_its_frame(qapp) -> None:
    motion = Motion(walking(5))
    assert motion.pictures == 5
    assert (motion.size.width(), motion.size.height()) == (300, 200)


def test_the_first_and_the_last_picture_are_the_ends(qapp) -> None:
    motion = Motion(walking(4))
    assert edges(painted(motion, 0)) == (10, 49)
    assert edges(painted(motion, 3)) == (70, 109)
    assert edges(painted(motion, 99)) == (70, 109)


def test_between_two_pictures_nothing_jumps(qapp) -> None:
    motion = Motion(walking(4))
    seen = [edges(painted(motion, k / 10)) for k in range(31)]
    assert seen == [(10 + 2 * k, 49 + 2 * k) for k in range(31)]


def test_an_outline_that_comes_or_goes_moves_with_its_own_corners(qapp) -> None:
    """The second square is there in one picture only; until the third one it goes on."""
    one = [Square(TOP, (10, 80), 40)]
    two = [Square(TOP, (30, 80), 40, follows=0, off=(20, 0)), Square(INK, (200, 10), 20)]
    three = [Square(TOP, (50, 80), 40, follows=0)]
    motion = Motion(packed([one, two, three]))
    assert edges(painted(motion, 1.4), y=100) == (38, 77)
    assert edges(painted(motion, 1.0), y=20) == (200, 219)
    assert colour(painted(motion, 0.2), 210, 20) == WHITE
    assert colour(painted(motion, 1.8), 210, 20) == WHITE


def test_corners_may_be_followed_in_any_order(qapp) -> None:
    one = [Square(TOP, (10, 20), 20), Square(INK, (100, 120), 20)]
    two = [
        Square(INK, (130, 120), 20, follows=1, off=(30, 0)),
        Square(TOP, (10, 60), 20, follows=0, off=(0, 40)),
    ]
    motion = Motion(packed([one, two]))
    assert edges(painted(motion, 1), y=130) == (130, 149)
    assert edges(painted(motion, 0.5), y=130) == (115, 134)
    assert edges(painted(motion, 0.5), y=50) == (10, 29)


def test_a_corner_that_follows_none_that_is_there_shows_nothing(qapp, caplog) -> None:
    motion = Motion(packed([[Square(TOP, (10, 80), 40)], [Square(TOP, (10, 80), 40, follows=5)]]))
    assert edges(painted(motion, 1)) is None
    assert "follows none" in caplog.text
    # Nor what comes after it, whoever asks first.
    data = packed([[Square(TOP, (10, 80), 40)], *[[Square(TOP, (10, 80), 40, follows=5)]] * 3])
    motion = Motion(data)
    for moment in (3, 1, 2, 3):
        motion.make_ready(moment)
        assert edges(painted(motion, moment)) is None


def test_a_wide_shape_with_many_corners_is_painted_without_a_seam(qapp) -> None:
    holes = [Square(INK, (20 + 40 * k, 20), 10, hole=True) for k in range(7)]
    image = painted(Motion(packed([[Square(INK, (3, 3), 290), *holes]])), 0)
    for y in (10, 40, 150):
        assert {colour(image, x, y) for x in range(3, 293)} == {COLOURS[INK]}
    holed = [x for x in range(3, 293) if colour(image, x, 25) == WHITE]
    assert holed == [x for k in range(7) for x in range(20 + 40 * k, 30 + 40 * k)]


def test_a_thin_line_of_a_thing_is_as_dark_everywhere(qapp) -> None:
    """A frame, one unit wide, at two fifths of its size; with things in it, so that it is large."""
    inside = [Square(INK, (20 + 40 * k, 60), 10, hole=True) for k in range(5)]
    frame = [Square(INK, (5, 5), 290), Square(INK, (6, 6), 288, hole=True), *inside]
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(WHITE))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(0.4, 0.4)
    Motion(packed([[]], lines=frame)).paint_lines(painter, {})
    painter.end()
    assert colour(image, 60, 2) != WHITE
    assert len({colour(image, x, 2) for x in range(4, 116)}) == 1
    assert len({colour(image, 2, y) for y in range(4, 116)}) == 1


def test_a_covered_border_is_not_smoothed_in_a_large_picture(qapp) -> None:
    """Half a pixel is all or nothing there; in a small picture it is half a pixel."""
    data = packed([[Square(TOP, (11, 11), 40)]], covered=[TOP])
    for scale, colours in ((1.5, 2), (0.5, 3)):
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(QColor(WHITE))
        painter = QPainter(image)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        Motion(data).paint_person(painter, 0, {})
        painter.end()
        assert len({colour(image, x, int(30 * scale)) for x in range(200)}) == colours


def test_what_was_shown_once_is_shown_again_the_same(qapp) -> None:
    motion = Motion(walking(4))
    before = painted(motion, 1.25)
    forget_moments()
    assert painted(motion, 1.25) == before == painted(motion, 1.25)


def test_a_hole_shows_what_lies_behind_it(qapp) -> None:
    ring = [Square(INK, (100, 50), 60), Square(INK, (120, 70), 20, hole=True)]
    image = painted(Motion(packed([[Square(TOP, (90, 40), 90), *ring]])), 0)
    assert colour(image, 110, 60) == COLOURS[INK]
    assert colour(image, 130, 80) == COLOURS[TOP]


def test_a_shadow_lies_under_the_lines_of_things_and_a_body_over_them(qapp) -> None:
    data = packed(
        [[Square(SHADOW, (0, 100), 60), Square(TOP, (30, 100), 60)]],
        things=[Square(TOP, (200, 0), 20)],
        lines=[Square(INK, (10, 110), 40)],
    )
    image = painted(Motion(data), 0)
    assert colour(image, 5, 105) == COLOURS[SHADOW]
    assert colour(image, 20, 120) == COLOURS[INK]
    assert colour(image, 40, 120) == COLOURS[TOP]
    assert colour(image, 210, 10) == COLOURS[TOP]


def test_things_may_have_the_colour_of_a_shadow(qapp) -> None:
    data = packed([[Square(TOP, (10, 80), 40)]], things=[Square(SHADOW, (200, 0), 20)])
    motion = Motion(data)
    assert colour(painted(motion, 0), 210, 10) == COLOURS[SHADOW]
    box = motion.things_box()
    assert (box.left(), box.top(), box.right(), box.bottom()) == (200, 0, 220, 20)
    assert motion.lines_box().isEmpty()


def test_colours_are_exchanged_as_in_the_stills(qapp) -> None:
    image = painted(Motion(walking()), 0, {COLOURS[TOP]: "#123456"})
    assert colour(image, 20, 100) == "#123456"


def test_a_gentle_bend_is_rounded_and_a_corner_stays(qapp) -> None:
    image = painted(Motion(walking()), 0)
    assert colour(image, 10, 80) == COLOURS[TOP]
    assert colour(image, 49, 119) == COLOURS[TOP]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b"EVKMOVE1" + walking()[8:],
        walking()[:60],
        walking()[:-20] + b"\0" * 20,
        packed([[Square(TOP, (0, 0), 9)]], pictures=7),
        packed([[Square(TOP, (0, 0), 9)]], points=3),
        packed([[Square(TOP, (0, 0), 9)]], followed=2),
        packed([[Square(TOP, (0, 0), 9)]], layers=["#000000"]),
        packed([[Square(TOP, (0, 0), 9)]], step="wide"),
        packed([[Square(TOP, (0, 0), 9)]], size=[1]),
    ],
    ids=["nothing", "svg", "version", "cut", "changed", "pictures", "points", "followed", "layer",
         "step", "size"],
)  # fmt: skip
@pytest.mark.logs("no movement")
def test_what_is_no_movement_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "start-hold.motion"
    path.write_bytes(data)
    with pytest.raises(MotionError, match=r"start-hold\.motion"):
        load_motion(path)
    assert find_movement(tmp_path, "start", "hold") is None


def test_the_way_goes_through_other_pictures(tmp_path: Path) -> None:
    for name in ("start-bend", "bend-hold", "start-turn"):
        (tmp_path / f"{name}.motion").write_bytes(walking())
    movement = find_movement(tmp_path, "start", "hold")
    assert movement is not None
    assert movement.names == ("start", "bend", "hold")
    assert [motion.pictures for motion in movement.motions] == [4, 4]
    assert movement.moves


def test_there_is_no_way_where_there_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "start-bend.motion").write_bytes(walking())
    assert find_movement(tmp_path, "start", "hold") is None
    assert find_movement(tmp_path, "start", "start") is None
    assert find_movement(tmp_path / "nobody", "start", "hold") is None


def test_two_pictures_of_one_body_do_not_move(tmp_path: Path) -> None:
    (tmp_path / "plank-press.motion").write_bytes(packed([]))
    movement = find_movement(tmp_path, "plank", "press")
    assert movement is not None
    assert not movement.moves
