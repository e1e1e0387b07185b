"""The voice of the system, for reading the kiosk's pages aloud."""

from evenkeel.voice.speech import Speaker


def kiosk_speaker() -> Speaker:
    """Makes the voice; what it needs is loaded only when a visitor wants to listen."""
    from evenkeel.catalogue.locate import resources_dir
    from evenkeel.language import translations
    from evenkeel.voice.player import DevicePlayer
    from evenkeel.voice.script import load_script
    from evenkeel.voice.speech import system_speaker

    script = load_script(resources_dir(), translations())
    player = DevicePlayer(script)
    player.open()
    return system_speaker(player, script)
