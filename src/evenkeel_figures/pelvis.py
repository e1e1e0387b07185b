def pelvis_svg(colours):
    return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800"></svg>'
