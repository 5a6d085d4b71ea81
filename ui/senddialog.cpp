// SPDX-License-Identifier: MIT
#include "ui/senddialog.h"

#include "core/clock.h"
#include "ui/fieldlabels.h"
#include "ui/helpdesk.h"
#include "ui/quietwheel.h"
#include "ui/samplecontentform.h"
#include "ui/samplepaceform.h"
#include "ui/secretfield.h"
#include "ui/sendingview.h"
#include "ui/targetfield.h"
#include "ui/timewording.h"
#include "ui/windowplace.h"

#include <QComboBox>
#include <QDateTime>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace kaunt {

SendDialog::SendDialog(const Source& source, const Clock& clock, QWidget* parent)
    : SendingDialog(QStringLiteral("send"), tr("&Send"), parent)
    , m_targets(source.targets)
    , m_names(source.names)
    , m_secrets(source.secrets)
    , m_clock(clock)
    , m_choice(new QComboBox)
    , m_target(new TargetField(m_choice, tr("Where to send to")))
    , m_secret(new SecretField(tr("Secret to sign with")))
    , m_content(new SampleContentForm(source.payload))
    , m_pace(new SamplePaceForm)
{
    setObjectName(QStringLiteral("sendDialog"));
    setWindowTitle(tr("Send"));
    addHelpKey(*this, QStringLiteral("send.md"));
    setTrustedFingerprint(source.trustedFingerprint);
    nameControls();
    m_secret->setSecret(source.secret);
    layOut();
    offerTargets(source);
    followTarget();
    connect(m_target, &TargetField::changed, this, &SendDialog::followTarget);
    connect(m_secret, &SecretField::changed, this, &SendDialog::showChoices);
    setRunning(false);
}

SendDialog::~SendDialog() = default;

void SendDialog::nameControls()
{
    m_choice->setObjectName(QStringLiteral("sendTarget"));
    m_secret->setObjectName(QStringLiteral("sendSecret"));
    m_content->setObjectName(QStringLiteral("sendContent"));
    m_pace->setObjectName(QStringLiteral("sendPace"));
}

void SendDialog::offerTargets(const Source& source)
{
    m_choice->addItems(source.targets);
    if (!source.lastTarget.isEmpty()) {
        if (!source.targets.contains(source.lastTarget))
            m_choice->addItem(source.lastTarget);
        m_choice->setCurrentIndex(m_choice->findText(source.lastTarget));
    }
    m_choice->lineEdit()->setPlaceholderText(QStringLiteral("http://127.0.0.1:3000/webhooks/kaunt"));
    m_target->setFocus();
}

void SendDialog::layOut()
{
    auto* form = new QFormLayout;
    form->addRow(tr("&To:"), m_target);
    form->addRow(tr("S&igning secret:"), m_secret);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_content);
    layout->addWidget(m_pace);
    addSending(*layout);
    alignFields(*this);
    followFields(*this);
    leaveWheelToScrolling(*this);
    constexpr QSize comfortable(640, 640);
    resizeWithinScreen(*this, comfortable);
}

SampleRequest SendDialog::request() const
{
    SampleRequest request;
    request.target = m_target->target().value_or(QUrl());
    request.secret = m_secret->secret();
    request.trustedFingerprint = trustedFingerprint();
    m_content->applyTo(request);
    m_pace->applyTo(request);
    return request;
}

void SendDialog::begin()
{
    const SampleRequest asked = request();
    if (!asked.target.isValid())
        return;
    if (asked.fault == faultOfTheNext() && asked.events() == 1) {
        sending().setRemark(tr("The first delivery is right and the others carry its signature: send two or more."));
        return;
    }
    auto run = std::make_unique<SampleRun>(asked, QRandomGenerator::global()->generate());
    if (run->isFaultWithoutEffect()) {
        sending().setRemark(tr("The fault changes nothing with this payload: the delivery would be right. Choose "
                               "another fault or send another payload."));
        return;
    }
    Q_EMIT used(m_target->text(), m_content->ownPayload());
    sending().begin(asked.deliveries());
    m_run = std::move(run);
    connect(m_run.get(), &SampleRun::answered, this, [this](quint64 number, const SendOutcome& outcome) {
        sending().addAnswer(static_cast<qint64>(number), outcome);
    });
    connect(m_run.get(), &SampleRun::repeated, this, &SendDialog::showRepeated);
    connect(m_run.get(), &SampleRun::finished, this, [this] { end(m_run.release(), sending().tally()); });
    setRunning(true);
    m_run->start();
}

void SendDialog::showRepeated(quint64 number, const SendOutcome& outcome)
{
    const qint64 now = m_clock.utcMillis();
    const auto next =
        QDateTime::fromMSecsSinceEpoch(now + outcome.retryIn.value_or(std::chrono::milliseconds()).count());
    const QLocale locale;
    sending().setRemark(tr("Delivery %1, attempt %2: %3. Attempt %4 is due at %5.")
                            .arg(locale.toString(number), locale.toString(outcome.attempts), answerText(outcome),
                                 locale.toString(outcome.attempts + 1),
                                 clockText(next, QDateTime::fromMSecsSinceEpoch(now).date())));
}

void SendDialog::stop()
{
    end(m_run.release(), {tr("The sending was stopped after %1.").arg(QLocale().toString(sending().done())), {}, {}});
}

void SendDialog::setRunning(bool isRunning)
{
    for (QWidget* choice : std::initializer_list<QWidget*>{m_target, m_secret, m_content, m_pace})
        choice->setEnabled(!isRunning);
    SendingDialog::setRunning(isRunning);
    if (!isRunning)
        offerAnew();
    showChoices();
}

void SendDialog::takeReceiver(const Source& source)
{
    setTrustedFingerprint(source.trustedFingerprint);
    m_byNow = source;
    if (!isRunning())
        offerAnew();
}

/// Where the endpoint that is chosen is found now. What is none of ours stays, and so does one that is no more: another
/// in its place would be sent what was meant for it.
QString SendDialog::movedTarget(const Source& now) const
{
    const QString name = m_names.value(m_targets.indexOf(m_target->text()));
    return now.targets.value(name.isNull() ? -1 : now.names.indexOf(name), m_choice->currentText());
}

/// While our receiver does not listen, what stood there is where it may again.
void SendDialog::offerAnew()
{
    const std::optional<Source> source = std::exchange(m_byNow, std::nullopt);
    if (!source || source->targets.isEmpty())
        return;
    const QString target = movedTarget(*source);
    const bool isOurs = isOurSecret(m_secret->secret());
    m_targets = source->targets;
    m_names = source->names;
    m_secrets = source->secrets;
    {
        const QSignalBlocker quiet(m_choice->lineEdit());
        m_choice->clear();
        m_choice->addItems(m_targets);
        if (!source->lastTarget.isEmpty() && !m_targets.contains(source->lastTarget))
            m_choice->addItem(source->lastTarget);
    }
    m_choice->setEditText(target);
    if (const auto own = m_secrets.constFind(m_target->text()); isOurs && own != m_secrets.cend())
        m_secret->setSecret(*own);
    showChoices();
}

bool SendDialog::isOurSecret(const QByteArray& secret) const
{
    return std::find(m_secrets.cbegin(), m_secrets.cend(), secret) != m_secrets.cend();
}

/// One that the user entered stays.
void SendDialog::followTarget()
{
    const QByteArray before = m_secret->secret();
    const auto own = m_secrets.constFind(m_target->text());
    if (own != m_secrets.cend() && (before.isEmpty() || isOurSecret(before)))
        m_secret->setSecret(*own);
    showChoices();
}

void SendDialog::showChoices()
{
    const bool isPossible = m_target->target() && !m_secret->secret().isEmpty();
    beginButton().setEnabled(!isRunning() && isPossible);
}

} // namespace kaunt
