// SPDX-License-Identifier: MIT
#include "ui/tlspage.h"

#include "core/owneronly.h"
#include "core/tls/selfsigned.h"
#include "core/tls/servercontext.h"
#include "ui/buttonrow.h"
#include "ui/filefield.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/remarklabel.h"
#include "ui/secretfield.h"
#include "ui/sentences.h"
#include "ui/valuefield.h"

#include <QCheckBox>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

#include <utility>

namespace kaunt {

namespace {

QString shortDate(qint64 utcMillis)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(utcMillis).date(), QLocale::ShortFormat);
}

bool isFree(const tls::IdentityFiles& pair)
{
    // A link that leads nowhere takes the place too.
    const auto isTaken = [](const QString& path) { return QFileInfo::exists(path) || QFileInfo(path).isSymLink(); };
    return !isTaken(pair.certificate) && !isTaken(pair.key);
}

/// For thirty days more, by whoever trusts it.
bool isServable(const tls::IdentityFiles& pair, qint64 nowUtcMillis)
{
    constexpr qint64 thirtyDays = qint64{30} * 24 * 60 * 60 * 1'000;
    if (!QFileInfo(pair.certificate).isFile() || !QFileInfo(pair.key).isFile())
        return false;
    const auto context = tls::ServerContext::load(pair, {});
    return context && (*context)->certificate().notBefore <= nowUtcMillis &&
           (*context)->certificate().notAfter >= nowUtcMillis + thirtyDays;
}

} // namespace

TlsPage::TlsPage(QString folder, const Clock& clock, QWidget* parent)
    : SettingsPage(parent)
    , m_folder(std::move(folder))
    , m_clock(clock)
    , m_isOn(new QCheckBox(tr("Serve &TLS: the receiver is called by https")))
    , m_certificate(new FileField(QStringLiteral("tlsCertificate"), tr("Choose a certificate chain"), pemFiles()))
    , m_key(new FileField(QStringLiteral("tlsKey"), tr("Choose the certificate's key"), pemFiles()))
    , m_passphrase(new SecretField(tr("Pass phrase of the key")))
    , m_make(makeRowButton(QStringLiteral("makeTlsPair"), tr("&Make a certificate for this machine"),
                           tr("For localhost, 127.0.0.1 and ::1, signed by itself, valid for 397 days")))
    , m_remark(new RemarkLabel(QStringLiteral("tlsRemark")))
    , m_validity(makePageText(QStringLiteral("tlsValidity"), {}))
    , m_fingerprint(new ValueField(tr("Fingerprint (SHA-256)")))
{
    setObjectName(QStringLiteral("tlsPage"));
    addFields(new PageForm(this));
    connect(m_isOn, &QCheckBox::clicked, this, &TlsPage::takeEdit);
    connect(m_certificate, &FileField::edited, this, &TlsPage::takeEdit);
    connect(m_key, &FileField::edited, this, &TlsPage::takeEdit);
    connect(m_passphrase, &SecretField::changed, this, &TlsPage::takeEdit);
    connect(m_make, &QPushButton::clicked, this, &TlsPage::makePair);
}

void TlsPage::addFields(PageForm* form)
{
    m_isOn->setObjectName(QStringLiteral("tlsIsOn"));
    m_passphrase->setObjectName(QStringLiteral("tlsPassphrase"));
    m_fingerprint->setObjectName(QStringLiteral("tlsFingerprint"));
    form->addRow(makePageText(QStringLiteral("tlsHint"),
                              tr("Not needed behind a tunnel or a proxy that ends TLS itself. The files are PEM, and "
                                 "are taken on by themselves when they change.")));
    form->addRow(m_isOn);
    form->addRow(tr("Ce&rtificate"), m_certificate);
    form->addRow(tr("&Key"), m_key);
    form->addRow(tr("Pass p&hrase of the key"), m_passphrase);
    addRemarkedRow(*form, {}, makeButtonRow({m_make}), m_remark);
    form->addRow(tr("Validity"), m_validity);
    form->addRow(tr("&Fingerprint (SHA-256)"), m_fingerprint);
}

tls::IdentityFiles TlsPage::files() const
{
    return {m_certificate->path(), m_key->path()};
}

void TlsPage::read(const Settings& settings)
{
    const QSignalBlocker quiet(this);
    const ReceiverSettings& receiver = settings.receiver;
    m_isOn->setChecked(!receiver.servedTls().isEmpty());
    m_certificate->setPath(receiver.tls.certificate);
    m_key->setPath(receiver.tls.key);
    m_passphrase->setSecret(receiver.tlsPassphrase);
    m_unread = receiver.tlsPassphraseUnread.isEmpty() ? tls::IdentityFiles() : receiver.tls;
    showState();
}

void TlsPage::write(Settings& settings) const
{
    settings.receiver.tls = files();
    settings.receiver.isTlsPaused = !m_isOn->isChecked() && !files().isEmpty();
    settings.receiver.tlsPassphrase = files().isEmpty() ? QByteArray() : m_passphrase->secret();
}

void TlsPage::refresh()
{
    showState();
}

QString TlsPage::problem() const
{
    return m_facts.problem;
}

void TlsPage::showProblem()
{
    (files().certificate.isEmpty() ? m_certificate : m_key)->setFocus();
}

/// The first that can be served for a while yet: whoever trusts it goes on to. Else the first whose place is free, as
/// what stands there already, broken or in part, is not ours to replace.
tls::IdentityFiles TlsPage::nextPair() const
{
    const QDir folder(m_folder);
    for (int number = 1;; ++number) {
        const QString name = number == 1 ? QStringLiteral("localhost") : QStringLiteral("localhost-%1").arg(number);
        tls::IdentityFiles pair{folder.filePath(name + QLatin1String(".crt")),
                                folder.filePath(name + QLatin1String(".key"))};
        if (isFree(pair) || isServable(pair, m_clock.utcMillis()))
            return pair;
    }
}

void TlsPage::makePair()
{
    if (!makeOwnersFolder(m_folder)) {
        m_remark->setRemark(tr("The folder %1 can't be made. Check its permissions.").arg(m_folder));
        return;
    }
    const tls::IdentityFiles pair = nextPair();
    if (isFree(pair)) {
        const auto certificate = tls::makeSelfSigned(pair, m_clock.utcMillis());
        if (!certificate) {
            m_remark->setRemark(tr("The certificate can't be written to %1: %2.")
                                    .arg(certificate.error().path, certificate.error().systemText));
            return;
        }
    }
    m_isOn->setChecked(true);
    m_certificate->setPath(pair.certificate);
    m_key->setPath(pair.key);
    takeEdit();
}

void TlsPage::takeEdit()
{
    showState();
    Q_EMIT edited();
}

void TlsPage::showState()
{
    for (QWidget* widget : std::initializer_list<QWidget*>{m_certificate, m_key, m_passphrase})
        widget->setEnabled(m_isOn->isChecked());
    readFiles();
    showFacts();
}

void TlsPage::readFiles()
{
    m_facts = {};
    if (!m_isOn->isChecked())
        return;
    if (files().certificate.isEmpty() || files().key.isEmpty()) {
        m_facts.problem = tr("TLS needs a certificate and its key: choose both, or make a pair for this machine.");
        return;
    }
    for (const FileField* field : {m_certificate, m_key}) {
        if (field->isSpecial()) {
            m_facts.problem = tr("%1 is no regular file. Choose a PEM file.").arg(field->path());
            return;
        }
    }
    const auto context = tls::ServerContext::load(files(), m_passphrase->secret());
    if (!context && context.error().code == tls::IdentityError::Code::PassphraseMissing && files() == m_unread) {
        m_facts.unread = tr("The key is encrypted, and its pass phrase could not be read. It stays as it is kept where "
                            "its field is left empty.");
        return;
    }
    if (!context) {
        m_facts.problem = sentenceFor(context.error()).text();
        return;
    }
    m_facts.certificate = (*context)->certificate();
    m_facts.remarks = (*context)->remarks(m_clock.utcMillis());
}

void TlsPage::showFacts()
{
    m_validity->clear();
    m_fingerprint->setValue({});
    m_remark->setRemark(m_facts.problem.isEmpty() ? m_facts.unread : m_facts.problem);
    auto* form = qobject_cast<PageForm*>(layout());
    for (QWidget* fact : std::initializer_list<QWidget*>{m_validity, m_fingerprint})
        form->setRowVisible(fact, m_facts.certificate.has_value());
    if (!m_facts.certificate)
        return;
    const tls::Certificate& certificate = *m_facts.certificate;
    m_validity->setText(tr("%1 to %2").arg(shortDate(certificate.notBefore), shortDate(certificate.notAfter)));
    m_fingerprint->setValue(tls::fingerprintText(certificate.fingerprint));
    QStringList remarks;
    for (const tls::CertificateRemark remark : std::as_const(m_facts.remarks))
        remarks.append(sentenceFor(remark, certificate).text());
    m_remark->setRemark(remarks.join(u' '));
}

} // namespace kaunt
