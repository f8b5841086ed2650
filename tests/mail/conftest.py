"""Certificates, and a real mail server over STARTTLS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import trustme

from tests.mail.server import MailPlace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def certificate(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("127.0.0.1")


@pytest.fixture(scope="session")
def trusted(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The authority's certificate in a file."""
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def post(certificate: trustme.LeafCert) -> Iterator[MailPlace]:
    place = MailPlace(certificate)
    yield place
    place.stop()
