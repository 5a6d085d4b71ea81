// SPDX-License-Identifier: MIT
#include "ui/connectpage.h"

#include "core/receiver/endpointrouter.h"
#include "core/secrets/secretstore.h"
#include "core/session/monitorsession.h"
#include "core/urltext.h"
#include "ui/apikeybox.h"
#include "ui/connectionstepsview.h"
#include "ui/connectiontest.h"
#include "ui/fieldlabels.h"
#include "ui/messagebox.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/quietwheel.h"
#include "ui/remarklabel.h"
#include "ui/secretfield.h"
#include "ui/settingswording.h"
#include "ui/valuefield.h"
#include "ui/webhookchoice.h"

#include <QGroupBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

#include <utility>

namespace kaunt {

namespace {

constexpr int formWidth = 760;
constexpr int highestPort = 65'535;

} // namespace

ConnectPage::ConnectPage(MonitorSession& session, SecretStore& secrets, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_secrets(secrets)
    , m_before(session.settings())
    , m_wasReceiverWanted(session.isReceiverWanted())
    , m_hadPort(m_wasReceiverWanted && session.receiverState() != ReceiverState::Failed && m_before.receiver.port != 0)
    , m_test(new ConnectionTest(session, this))
    , m_scroll(new QScrollArea)
    , m_apiKey(
          new ApiKeyBox(tr("3. API credentials, to read proposals (may come later)"), session.clock(), m_before.api))
{
    setObjectName(QStringLiteral("connectPage"));
    m_scroll->setObjectName(QStringLiteral("connectScroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidgetResizable(true);
    m_scroll->setWidget(makeForm());
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(makeButtons());
    leaveWheelToScrolling(*this);
    fill();
    followEntries();
    followTest();
    checkEntries();
    setFocusProxy(m_path);
}

void ConnectPage::followEntries()
{
    connect(m_path, &QLineEdit::textChanged, this, &ConnectPage::takeChange);
    connect(m_port, &QSpinBox::valueChanged, this, &ConnectPage::takeChange);
    connect(m_secret, &SecretField::changed, this, &ConnectPage::takeChange);
}

void ConnectPage::followTest()
{
    connect(m_test, &ConnectionTest::stepChanged, m_steps, &ConnectionStepsView::showStep);
    // Once there is room for what they say.
    connect(
        m_test, &ConnectionTest::stepChanged, m_scroll,
        [this](ConnectionTest::Step, ConnectionTest::State state) {
            if (state != ConnectionTest::State::Waiting)
                m_scroll->ensureWidgetVisible(m_steps);
        },
        Qt::QueuedConnection);
    connect(m_test, &ConnectionTest::finished, this, &ConnectPage::takeTestEnd);
}

QWidget* ConnectPage::makeForm()
{
    auto* column = new QWidget;
    auto* rows = new QVBoxLayout(column);
    rows->addWidget(makePageTitle(QStringLiteral("connectTitle"), tr("Connect my webhook")));
    rows->addWidget(makeAddress());
    rows->addWidget(makeSecret());
    rows->addWidget(m_apiKey);
    rows->addWidget(makeTest());
    rows->addStretch(1);
    alignFields(*column);
    return centered(column);
}

/// As wide as the form, and where that is.
QWidget* ConnectPage::centered(QWidget* column)
{
    column->setMaximumWidth(formWidth);
    auto* page = new QWidget;
    auto* layout = new QHBoxLayout(page);
    layout->addStretch(1);
    layout->addWidget(column, 8);
    layout->addStretch(1);
    return page;
}

QGroupBox* ConnectPage::makeAddress()
{
    auto* box = new QGroupBox(tr("1. Where deliveries arrive"));
    m_path = new QLineEdit;
    m_path->setObjectName(QStringLiteral("endpointPath"));
    m_pathRemark = new RemarkLabel(QStringLiteral("pathRemark"));
    m_choice = new WebhookChoice;
    m_choice->setConnected(m_before.receiver.endpoints.value(0).path);
    connect(m_choice, &WebhookChoice::edited, this, &ConnectPage::checkEntries);
    m_portRemark = makePageText(QStringLiteral("portRemark"), {});
    m_port = new QSpinBox;
    m_port->setObjectName(QStringLiteral("port"));
    m_port->setRange(0, highestPort);
    m_port->setSpecialValueText(tr("any free port"));
    m_url = new ValueField(tr("URL on this machine"));
    m_url->setObjectName(QStringLiteral("localUrl"));
    auto* form = new PageForm(box);
    addRemarkedRow(*form, tr("&Path"), m_path, m_pathRemark);
    form->addRow(m_choice);
    form->addRow(tr("Po&rt"), m_port);
    form->addRow(m_portRemark);
    form->addRow(tr("URL on this machine"), m_url);
    form->addRow(makePageText(
        QStringLiteral("registerHint"),
        tr("Kaunt calls a public https URL. Let a tunnel or a reverse proxy lead to the URL above, and register the "
           "tunnel's URL, with the same path, as a webhook in the Partner Portal (partner.kaunt.com). Event → Make it "
           "reachable… starts a tunnel.")));
    return box;
}

QGroupBox* ConnectPage::makeSecret()
{
    auto* box = new QGroupBox(tr("2. The webhook's secret"));
    m_secret = new SecretField(tr("The webhook's secret"));
    m_secret->setObjectName(QStringLiteral("webhookSecret"));
    auto* form = new PageForm(box);
    form->addRow(
        makePageText(QStringLiteral("secretHint"),
                     tr("Each webhook has a secret of its own; the Partner Portal shows it beside the webhook.")));
    form->addRow(tr("&Secret"), m_secret);
    form->addRow(makePageText(QStringLiteral("secretPlace"), secretPlaceText(m_secrets)));
    return box;
}

QGroupBox* ConnectPage::makeTest()
{
    auto* box = new QGroupBox(tr("4. A signed test"));
    m_runTest = new QPushButton(tr("Se&nd a signed test"));
    m_runTest->setObjectName(QStringLiteral("runTest"));
    m_runTest->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_runTest, &QPushButton::clicked, this, &ConnectPage::runTest);
    m_steps = new ConnectionStepsView;
    auto* rows = new QVBoxLayout(box);
    rows->addWidget(makePageText(QStringLiteral("testHint"),
                                 tr("It goes to the URL on this machine, as Kaunt's deliveries do. It does not try the "
                                    "way from Kaunt to here.")));
    rows->addWidget(m_runTest);
    rows->addWidget(m_steps);
    return box;
}

QWidget* ConnectPage::makeButtons()
{
    auto* buttons = new QWidget;
    auto* cancelButton = new QPushButton(tr("&Cancel"));
    cancelButton->setObjectName(QStringLiteral("cancelConnect"));
    m_finish = new QPushButton(tr("Save and sho&w deliveries"));
    m_finish->setObjectName(QStringLiteral("finishConnect"));
    connect(cancelButton, &QPushButton::clicked, this, &ConnectPage::cancel);
    connect(m_finish, &QPushButton::clicked, this, &ConnectPage::finish);
    auto* layout = new QHBoxLayout(buttons);
    // They end where the form above them does.
    layout->setContentsMargins(0, 0, style()->pixelMetric(QStyle::PM_LayoutRightMargin), 0);
    layout->addStretch(1);
    layout->addWidget(cancelButton);
    layout->addWidget(m_finish);
    return centered(buttons);
}

void ConnectPage::fill()
{
    const Endpoint endpoint = m_before.receiver.endpoints.value(0);
    m_path->setText(endpoint.path);
    m_port->setValue(m_before.receiver.port);
    m_secret->setSecret(currentSecret(endpoint));
    m_apiKey->setKey(m_before.api.credentials.fallback);
    m_untouched = entered();
}

bool ConnectPage::isBeside() const
{
    return isBesideConnected(m_before.receiver.endpoints, m_path->text());
}

WebhookEntry::Place ConnectPage::place() const
{
    return isBeside() && m_choice->isSecond() ? Place::ItsOwn : Place::First;
}

Settings ConnectPage::entered() const
{
    return enteredAt(place());
}

Settings ConnectPage::enteredAt(Place place) const
{
    Settings settings = m_before;
    settings.receiver.endpoints = withWebhook(m_before.receiver.endpoints, {m_path->text(), m_secret->secret()}, place);
    settings.receiver.port = static_cast<quint16>(m_port->value());
    settings.api.credentials.fallback = m_apiKey->key();
    return settings;
}

void ConnectPage::checkEntries()
{
    const ReceiverSettings receiver = entered().receiver;
    const auto flaw = entryPathFlaw(receiver.endpoints, place());
    m_pathRemark->setRemark(flawText(flaw));
    m_choice->setVisible(isBeside());
    showPortRemark(receiver.port);
    const QList<ListeningEndpoint> urls = EndpointRouter(receiver.endpoints).urls(receiver.address, receiver.port);
    // Which port it is, nobody knows before it listens.
    const bool isKnown = !flaw && receiver.port != 0;
    m_url->setValue(isKnown ? urlText(urls.value(positionOf(receiver.endpoints, place())).url) : QString());
    m_runTest->setEnabled(!flaw && !m_secret->secret().isEmpty() && !m_test->isRunning());
    m_finish->setEnabled(!flaw && !m_test->isRunning());
}

/// All endpoints are at one port: the test can't leave the one before as it is.
void ConnectPage::showPortRemark(quint16 port)
{
    const quint16 before = m_before.receiver.port;
    m_portRemark->setText(
        tr("Once this is tested or saved, nothing listens on port %1 any more: what is sent there does "
           "not arrive.")
            .arg(before));
    m_portRemark->setVisible(m_hadPort && port != before);
}

bool ConnectPage::mayBeSaved()
{
    if (m_apiKey->isUsable())
        return true;
    m_apiKey->setFocus();
    m_scroll->ensureWidgetVisible(m_apiKey->focusProxy()); // and what stands beneath it
    return false;
}

/// What was tested was something else.
void ConnectPage::takeChange()
{
    m_isChangedWhileTested = m_test->isRunning();
    m_test->forget();
    checkEntries();
}

/// What is saved goes on to be received meanwhile, though it is to be given up for this.
void ConnectPage::runTest()
{
    const Place tried = isBeside() ? Place::ItsOwn : Place::First;
    const Settings settings = enteredAt(tried);
    m_tried = settings.receiver.endpoints.at(positionOf(settings.receiver.endpoints, tried)).name;
    m_session.apply(settings);
    m_test->start(m_tried);
    checkEntries();
}

void ConnectPage::takeTestEnd(bool hasPassed)
{
    checkEntries();
    const QList<ListeningEndpoint> endpoints = m_session.endpoints();
    for (const ListeningEndpoint& one : endpoints) {
        if (one.name == m_tried)
            m_url->setValue(urlText(one.url));
    }
    if (std::exchange(m_isChangedWhileTested, false))
        m_test->forget();
    else if (hasPassed)
        m_finish->setFocus();
}

void ConnectPage::save()
{
    const Settings settings = entered();
    m_session.apply(settings);
    if (m_session.receiverState() == ReceiverState::Stopped)
        m_session.startReceiver();
    Q_EMIT settingsChosen(settings);
}

/// What can't be saved is told on the page that follows; the session has it for this run.
void ConnectPage::finish()
{
    if (!mayBeSaved())
        return;
    m_isLeft = true;
    save();
    Q_EMIT finished();
}

/// Left over what is not saved, that would be lost: the session may end by it.
void ConnectPage::takeSaved(bool isSaved)
{
    const std::function<void()> then = std::exchange(m_onceSaved, nullptr);
    if (!then || !isSaved)
        return;
    m_isLeft = true;
    Q_EMIT finished();
    then();
}

void ConnectPage::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Cancel))
        cancel();
    else
        QWidget::keyPressEvent(event);
}

void ConnectPage::cancel()
{
    if (mayLeave([] {}))
        giveUp();
}

bool ConnectPage::mayLeave(const std::function<void()>& then)
{
    if (m_isLeft || entered() == m_untouched)
        return true;
    if (!m_question)
        ask(then);
    return false;
}

void ConnectPage::ask(const std::function<void()>& then)
{
    const Sentence what{tr("What you have entered for the webhook is not saved."),
                        {},
                        tr("Save it to go on with it, or discard it, and the settings stay as they were.")};
    m_question =
        makeMessageBox(QMessageBox::Question, QStringLiteral("unsavedBox"), window()->windowTitle(), what, this);
    m_question->setStandardButtons(QMessageBox::Cancel);
    QPushButton* save = m_question->addButton(tr("&Save"), QMessageBox::AcceptRole);
    QPushButton* discard = m_question->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    save->setObjectName(QStringLiteral("saveEntered"));
    discard->setObjectName(QStringLiteral("discardEntered"));
    save->setEnabled(m_finish->isEnabled());
    m_question->setDefaultButton(save);
    connect(save, &QPushButton::clicked, this, [this, then] {
        if (!mayBeSaved())
            return;
        m_onceSaved = then;
        ConnectPage::save();
    });
    connect(discard, &QPushButton::clicked, this, [this, then] {
        giveUp();
        then();
    });
    m_question->open();
}

void ConnectPage::giveUp()
{
    m_isLeft = true;
    m_onceSaved = nullptr;
    m_session.apply(m_before);
    if (!m_wasReceiverWanted && m_session.isReceiverWanted()) // for a test
        m_session.stopReceiver();
    Q_EMIT cancelled();
}

} // namespace kaunt
