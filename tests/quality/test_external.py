"""The established checkers run here, leave a good site alone and see a broken one."""

from pathlib import Path

import pytest

from tests.quality import external, good_site

ARTICLE = good_site.ARTICLE_PATH

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("good")
    good_site.write(root)
    return root


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("broken")
    fault = '<p><time datetime="soon">Soon</time><p><a href="#no">'
    good_site.write(root, {ARTICLE: ('<p>The price of <a href="#prices">', fault)})
    return root


def test_vnu_leaves_a_good_site_alone(good: Path) -> None:
    assert external.vnu(good) == []


def test_vnu_sees_a_broken_page(broken: Path) -> None:
    found = external.vnu(broken)
    assert any(f"{ARTICLE}: Bad value “soon”" in finding for finding in found), found
    assert all(finding.startswith(ARTICLE) for finding in found), found


def test_vnu_sees_a_script_that_the_page_forbids_but_no_data(tmp_path: Path) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'"></head>'
    good_site.write(tmp_path, {ARTICLE: ("</head>", policy)})
    assert external.vnu(tmp_path) == []
    forbidden = policy.replace("</head>", "<script>document.title = 1</script></head>")
    good_site.write(tmp_path, {ARTICLE: ("</head>", forbidden)})
    (finding,) = external.vnu(tmp_path)
    assert "Inline script violates" in finding


def test_html_validate_leaves_a_good_site_alone(good: Path) -> None:
    assert external.html_validate(good) == []


def test_html_validate_sees_a_broken_page(broken: Path) -> None:
    found = external.html_validate(broken)
    assert any("no-implicit-close" in finding for finding in found), found
    assert all(finding.startswith(ARTICLE) for finding in found), found


def test_lychee_agrees_about_links(good: Path, broken: Path) -> None:
    program = external.find_lychee()
    if program is None:
        pytest.skip("lychee is not installed")
    assert external.lychee(program, good, good_site.BASE_URL) == []
    (finding,) = external.lychee(program, broken, good_site.BASE_URL)
    assert finding.startswith(f"{ARTICLE}: ")
    assert finding.endswith("#no")
