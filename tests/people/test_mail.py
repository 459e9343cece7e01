"""Mail that this room sends, through a real mail server; and the job that sends it."""

import gc
import socket
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from vliegwiel.people import actions, tasks
from vliegwiel.people.models import Invitation


class Postbox:
    """A mail server on a free port of this machine; holds what it was given."""

    def __init__(self):
        self.letters = []
        self.refuse = False

    async def handle_DATA(self, server, session, envelope):
        if self.refuse:
            return "451 Come back later"
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def postbox(settings):
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield box
    controller.stop()


@pytest.fixture
def empty_queue(transactional_db):
    """The flush after a test of real transactions leaves the tables of the job queue alone."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
        # the threads of the worker leave their connections to the garbage collector; the database is to be dropped
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def invited(utrecht, admin, **more):
    return actions.invite(utrecht, by=admin, email="nieuw@elders.example", **more)


@pytest.mark.django_db
def test_an_invitation_is_mailed_once_in_plain_text_and_html(postbox, utrecht, admin):
    invitation = invited(utrecht, admin, message="Kom <b>erbij</b>")
    tasks.send_invitation(invitation_id=invitation.pk)
    tasks.send_invitation(invitation_id=invitation.pk)
    (letter,) = postbox.letters
    assert letter["Subject"] == "Anna Jansen nodigt je uit om lid te worden van Utrecht"
    assert letter["To"] == "nieuw@elders.example"
    assert letter["Auto-Submitted"] == "auto-generated"
    plain = letter.get_body(("plain",)).get_content()
    rich = letter.get_body(("html",)).get_content()
    for body in (plain, rich):
        assert f"/uitnodiging/{invitation.secret}/" in body
    assert "Kom <b>erbij</b>" in plain
    assert "Kom &lt;b&gt;erbij&lt;/b&gt;" in rich


@pytest.mark.django_db
def test_the_mail_is_in_the_language_of_the_reader(postbox, utrecht, admin, bob):
    actions.choose_language(bob, by=bob, language="en")
    invitation = actions.invite(utrecht, by=admin, email=bob.email)
    tasks.send_invitation(invitation_id=invitation.pk)
    assert postbox.letters[0]["Subject"] == "Anna Jansen invites you to become a member of Utrecht"


@pytest.mark.django_db
def test_a_withdrawn_or_vanished_invitation_is_not_mailed(postbox, utrecht, admin):
    invitation = invited(utrecht, admin)
    actions.withdraw_invitation(invitation, by=admin)
    tasks.send_invitation(invitation_id=invitation.pk)
    tasks.send_invitation(invitation_id=0)
    assert postbox.letters == []


@pytest.mark.django_db
def test_a_name_with_a_line_break_cannot_add_a_header(postbox, utrecht, admin, operator):
    actions.edit_organisation(utrecht, by=operator, name="Utrecht\nBcc: iedereen@elders.example")
    tasks.send_invitation(invitation_id=invited(utrecht, admin).pk)
    assert postbox.letters[0]["Bcc"] is None


@pytest.mark.django_db
def test_the_job_waits_in_the_same_transaction_and_holds_no_secret(utrecht, admin):
    invitation = invited(utrecht, admin)
    job = ProcrastinateJob.objects.filter(task_name="people.send_invitation").latest("id")
    assert job.args == {"invitation_id": invitation.pk}


def run_apart(worker):
    """Do what waits in a thread of its own: the browser's driver may run an event loop in this one."""

    with ThreadPoolExecutor(1) as thread:
        thread.submit(worker.run_worker, wait=False, install_signal_handlers=False, listen_notify=False).result()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_worker_mails_it_and_tries_again_when_the_server_is_away(empty_queue, postbox, utrecht, admin):
    invitation = invited(utrecht, admin)
    postbox.refuse = True
    worker = app.with_connector(app.connector.get_worker_connector())
    run_apart(worker)
    assert Invitation.objects.get(pk=invitation.pk).mailed_at is None
    job = ProcrastinateJob.objects.filter(task_name="people.send_invitation").latest("id")
    assert job.status == "todo", "waits for another try"
    postbox.refuse = False
    tasks.send_invitation(invitation_id=invitation.pk)
    assert len(postbox.letters) == 1
    gc.collect()  # so that the connection of that thread is not blamed on a later test
