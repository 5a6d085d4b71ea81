// SPDX-License-Identifier: MIT
#include "ui/apipage.h"

#include "core/settings/settingsflaw.h"
#include "core/tls/certificatefile.h"
#include "ui/filefield.h"
#include "ui/focusring.h"
#include "ui/keytrialrow.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/remarklabel.h"
#include "ui/secretfield.h"
#include "ui/sentences.h"
#include "ui/settingswording.h"
#include "ui/tenantseditor.h"
#include "ui/unitspinbox.h"

#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

QString textOf(const QUrl& url)
{
    return url.toString(QUrl::FullyEncoded);
}

} // namespace

ApiPage::ApiPage(const SecretStore& secrets, const Clock& clock, QWidget* parent)
    : SettingsPage(parent)
    , m_base(new QLineEdit)
    , m_baseRemark(new RemarkLabel(QStringLiteral("apiBaseRemark")))
    , m_origins(new QPlainTextEdit)
    , m_originsRemark(new RemarkLabel(QStringLiteral("originsRemark")))
    , m_caFile(new FileField(QStringLiteral("caFile"), tr("Choose the certificates of a private CA"), pemFiles()))
    , m_caFileRemark(new RemarkLabel(QStringLiteral("caFileRemark")))
    , m_deadline(new UnitSpinBox(QStringLiteral("apiDeadline"), 1'000, tr("seconds")))
    , m_clientId(new QLineEdit)
    , m_clientIdRemark(new RemarkLabel(QStringLiteral("clientIdRemark")))
    , m_clientSecret(new SecretField(tr("Client secret")))
    , m_clientSecretRemark(new RemarkLabel(QStringLiteral("clientSecretRemark")))
    , m_trial(new KeyTrialRow(QStringLiteral("tryKey"), tr("&Try"), tr("Try this API key"), clock,
                              [this] { return entered(); }))
    , m_tenants(new TenantsEditor(clock, [this] { return entered(); }))
{
    setObjectName(QStringLiteral("apiPage"));
    auto* form = new PageForm(this);
    addUrls(form);
    form->addRow(makeDefaultKey());
    form->addRow(m_tenants);
    form->addRow(makePageText(QStringLiteral("clientSecretPlace"), secretPlaceText(secrets)));
    followFields();
}

void ApiPage::followFields()
{
    connect(m_base, &QLineEdit::textEdited, this, &ApiPage::takeEdit);
    connect(m_origins, &QPlainTextEdit::textChanged, this, &ApiPage::takeEdit);
    connect(m_caFile, &FileField::edited, this, [this] {
        readCaFile();
        takeEdit();
    });
    connect(m_deadline, &UnitSpinBox::valueChanged, this, &ApiPage::edited);
    connect(m_clientId, &QLineEdit::textEdited, this, &ApiPage::takeEdit);
    connect(m_clientSecret, &SecretField::changed, this, &ApiPage::takeEdit);
    connect(m_tenants, &TenantsEditor::edited, this, &ApiPage::edited);
    connect(this, &ApiPage::edited, m_trial, &KeyTrialRow::forget);
    connect(this, &ApiPage::edited, m_tenants, &TenantsEditor::forgetTrial);
}

void ApiPage::addUrls(PageForm* form)
{
    constexpr int originLines = 3;
    constexpr milliseconds longest = std::chrono::hours(24);
    m_base->setObjectName(QStringLiteral("apiBase"));
    m_origins->setObjectName(QStringLiteral("furtherOrigins"));
    m_origins->setTabChangesFocus(true);
    showFocusByRing(*m_origins);
    m_origins->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_origins->setFixedHeight(originLines * m_origins->fontMetrics().lineSpacing() +
                              2 * m_origins->fontMetrics().descent() + 2 * m_origins->frameWidth() +
                              static_cast<int>(2 * m_origins->document()->documentMargin()));
    m_deadline->setUnitOfOne(tr("second"));
    m_deadline->setBounds(1, longest.count());
    addRemarkedRow(*form, tr("&Base URL"), m_base, m_baseRemark);
    addRemarkedRow(*form, tr("&Further origins"), m_origins, m_originsRemark);
    addHint(*form, makePageText(QStringLiteral("originsHint"),
                                tr("One a line. Credentials go to the base URL's origin and to these, to no other.")));
    addRemarkedRow(*form, tr("&Private CA"), m_caFile, m_caFileRemark);
    addHint(*form, makePageText(QStringLiteral("caFileHint"),
                                tr("PEM, one or more. Trusted besides the system's, wherever this program connects to: "
                                   "for what it fetches, forwards, sends and checks.")));
    form->addRow(tr("Give &up after"), m_deadline);
}

QGroupBox* ApiPage::makeDefaultKey()
{
    auto* box = new QGroupBox(tr("API key for tenants that have none of their own"));
    box->setObjectName(QStringLiteral("defaultKey"));
    m_clientId->setObjectName(QStringLiteral("clientId"));
    m_clientSecret->setObjectName(QStringLiteral("clientSecret"));
    auto* form = new PageForm(box);
    addRemarkedRow(*form, tr("C&lient id"), m_clientId, m_clientIdRemark);
    addRemarkedRow(*form, tr("Client &secret"), m_clientSecret, m_clientSecretRemark);
    form->addRow(m_trial);
    return box;
}

void ApiPage::read(const Settings& settings)
{
    const QSignalBlocker quiet(this);
    QStringList lines;
    for (const QUrl& origin : settings.api.furtherOrigins)
        lines.append(textOf(origin));
    m_base->setText(textOf(settings.api.apiBase));
    m_origins->setPlainText(lines.join(u'\n'));
    m_caFile->setPath(settings.api.caFile);
    m_tokenTimeLimit = settings.api.tokenTimeLimit;
    m_deadline->setAmount(settings.api.deadline.count());
    const ApiCredentials& fallback = settings.api.credentials.fallback;
    m_clientId->setText(fallback.clientId);
    m_unreadSecret = fallback.unread;
    m_clientSecret->setSecret(fallback.clientSecret);
    m_tenants->setCredentials(settings.api.credentials.byTenant);
    readCaFile();
    showRemarks();
}

void ApiPage::write(Settings& settings) const
{
    settings.api.apiBase = QUrl(m_base->text().trimmed(), QUrl::StrictMode);
    settings.api.furtherOrigins.clear();
    const QStringList texts = origins();
    for (const QString& text : texts)
        settings.api.furtherOrigins.append(QUrl(text, QUrl::StrictMode));
    settings.api.caFile = m_caFile->path();
    settings.api.deadline = milliseconds(m_deadline->amount());
    ApiCredentials& fallback = settings.api.credentials.fallback;
    fallback.clientId = m_clientId->text().trimmed();
    fallback.clientSecret = m_clientSecret->secret();
    settings.api.credentials.byTenant = m_tenants->credentials();
}

ApiSettings ApiPage::entered() const
{
    Settings settings;
    settings.api.tokenTimeLimit = m_tokenTimeLimit;
    settings.api.credentials.fallback.unread = m_unreadSecret;
    write(settings);
    return settings.api;
}

QStringList ApiPage::origins() const
{
    QStringList origins;
    const QStringList lines = m_origins->toPlainText().split(u'\n');
    for (const QString& line : lines) {
        if (const QString origin = line.trimmed(); !origin.isEmpty())
            origins.append(origin);
    }
    return origins;
}

QString ApiPage::baseProblem() const
{
    return flawText(baseFlaw(m_base->text().trimmed()));
}

QString ApiPage::originsProblem() const
{
    const QStringList texts = origins();
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (const auto flaw = originFlaw(texts.at(i)))
            return tr("Origin %1: %2").arg(i + 1).arg(flawText(flaw));
    }
    return {};
}

void ApiPage::readCaFile()
{
    m_caFileProblem.clear();
    if (m_caFile->path().isEmpty())
        return;
    if (const auto flaw = fileFlaw(m_caFile->path()))
        m_caFileProblem = flawText(flaw);
    else if (m_caFile->isSpecial())
        m_caFileProblem = tr("%1 is no regular file. Choose a PEM file.").arg(m_caFile->path());
    else if (const auto authorities = tls::loadAuthorities(m_caFile->path()); !authorities)
        m_caFileProblem = sentenceFor(authorities.error()).text();
}

QString ApiPage::clientIdProblem() const
{
    return flawText(fallbackFlaw({m_clientId->text().trimmed(), m_clientSecret->secret()}));
}

void ApiPage::refresh()
{
    readCaFile();
    showRemarks();
}

QString ApiPage::problem() const
{
    for (const QString& text : {baseProblem(), originsProblem(), m_caFileProblem, clientIdProblem()}) {
        if (!text.isEmpty())
            return text;
    }
    return m_tenants->problem();
}

void ApiPage::showProblem()
{
    if (!baseProblem().isEmpty())
        m_base->setFocus();
    else if (!originsProblem().isEmpty())
        m_origins->setFocus();
    else if (!m_caFileProblem.isEmpty())
        m_caFile->setFocus();
    else if (!clientIdProblem().isEmpty())
        m_clientId->setFocus();
    else
        m_tenants->showProblem();
}

void ApiPage::showRemarks()
{
    m_baseRemark->setRemark(baseProblem());
    m_originsRemark->setRemark(originsProblem());
    m_caFileRemark->setRemark(m_caFileProblem);
    m_clientIdRemark->setRemark(clientIdProblem());
    m_clientSecretRemark->setRemark(
        halfKeyText({m_clientId->text().trimmed(), m_clientSecret->secret(), m_unreadSecret}));
}

void ApiPage::takeEdit()
{
    showRemarks();
    Q_EMIT edited();
}

} // namespace kaunt
