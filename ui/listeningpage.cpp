// SPDX-License-Identifier: MIT
#include "ui/listeningpage.h"

#include "core/settings/settingsfields.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/remarklabel.h"
#include "ui/settingswording.h"
#include "ui/unitspinbox.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGroupBox>
#include <QLineEdit>
#include <QSpinBox>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

UnitSpinBox* makeSize(const QString& objectName, qint64 high)
{
    auto* box = new UnitSpinBox(objectName, settingsfields::kibi, ListeningPage::tr("KiB"));
    box->setBounds(settingsfields::kibi, high);
    return box;
}

UnitSpinBox* makeTime(const QString& objectName)
{
    constexpr milliseconds longest = std::chrono::hours(24);
    auto* box =
        new UnitSpinBox(objectName, milliseconds(std::chrono::seconds(1)).count(), ListeningPage::tr("seconds"));
    box->setUnitOfOne(ListeningPage::tr("second"));
    box->setBounds(1, longest.count());
    return box;
}

QSpinBox* makeCount(const QString& objectName)
{
    constexpr int most = 10'000;
    auto* box = new QSpinBox;
    box->setObjectName(objectName);
    box->setRange(1, most);
    return box;
}

} // namespace

ListeningPage::ListeningPage(QWidget* parent)
    : SettingsPage(parent)
    , m_choice(new QComboBox)
    , m_address(new QLineEdit)
    , m_addressRemark(new RemarkLabel(QStringLiteral("addressRemark")))
    , m_exposure(new RemarkLabel(QStringLiteral("exposureRemark")))
    , m_port(new QSpinBox)
    , m_bodySize(makeSize(QStringLiteral("bodySize"), settingsfields::gibi))
    , m_headerSize(makeSize(QStringLiteral("headerSize"), settingsfields::mebi))
    , m_headerTime(makeTime(QStringLiteral("headerTime")))
    , m_bodyTime(makeTime(QStringLiteral("bodyTime")))
    , m_idleTime(makeTime(QStringLiteral("idleTime")))
    , m_connections(makeCount(QStringLiteral("connections")))
    , m_connectionsPerPeer(makeCount(QStringLiteral("connectionsPerPeer")))
    , m_admin(new QCheckBox(tr("&Serve /healthz and /metrics on 127.0.0.1")))
    , m_adminPort(makeCount(QStringLiteral("adminPort")))
{
    setObjectName(QStringLiteral("listeningPage"));
    auto* form = new PageForm(this);
    addAddress(form);
    form->addRow(makeLimits());
    form->addRow(makeAdmin());
    connect(m_choice, &QComboBox::activated, this, &ListeningPage::takeEdit);
    connect(m_address, &QLineEdit::textEdited, this, &ListeningPage::takeEdit);
    for (QSpinBox* box : {m_port, m_connections, m_connectionsPerPeer, m_adminPort})
        connect(box, &QSpinBox::valueChanged, this, &ListeningPage::edited);
    for (UnitSpinBox* box : {m_bodySize, m_headerSize, m_headerTime, m_bodyTime, m_idleTime})
        connect(box, &UnitSpinBox::valueChanged, this, &ListeningPage::edited);
}

void ListeningPage::addAddress(PageForm* form)
{
    m_choice->setObjectName(QStringLiteral("addressChoice"));
    m_choice->addItem(tr("This machine only (127.0.0.1)"));
    m_choice->addItem(tr("This machine only, IPv6 (::1)"));
    m_choice->addItem(tr("All addresses of this machine"));
    m_choice->addItem(tr("One address"));
    m_address->setObjectName(QStringLiteral("address"));
    m_address->setPlaceholderText(QStringLiteral("192.168.1.20"));
    m_port->setObjectName(QStringLiteral("port"));
    m_port->setRange(0, std::numeric_limits<quint16>::max());
    m_port->setSpecialValueText(tr("any free port"));
    form->addRow(tr("&Listen on"), m_choice);
    addRemarkedRow(*form, tr("A&ddress"), m_address, m_addressRemark);
    form->addRow(QString(), m_exposure);
    form->addRow(tr("Po&rt"), m_port);
}

QGroupBox* ListeningPage::makeLimits()
{
    auto* box = new QGroupBox(tr("Limits: whoever goes beyond one is turned away"));
    box->setObjectName(QStringLiteral("limits"));
    auto* form = new PageForm(box);
    form->addRow(tr("Largest &body"), m_bodySize);
    form->addRow(tr("Largest &headers"), m_headerSize);
    form->addRow(tr("Time for the h&eaders"), m_headerTime);
    form->addRow(tr("&Time for the body"), m_bodyTime);
    form->addRow(tr("&Idle time of a connection"), m_idleTime);
    form->addRow(tr("Co&nnections"), m_connections);
    m_connectionsPerPeer->setToolTip(tr("A peer that has sent a verified delivery may have them all."));
    form->addRow(tr("Connections &per peer"), m_connectionsPerPeer);
    return box;
}

QGroupBox* ListeningPage::makeAdmin()
{
    m_admin->setObjectName(QStringLiteral("admin"));
    m_adminPort->setMaximum(std::numeric_limits<quint16>::max());
    auto* box = new QGroupBox(tr("Health and metrics, for whoever watches this machine"));
    box->setObjectName(QStringLiteral("adminBox"));
    auto* form = new PageForm(box);
    form->addRow(m_admin);
    form->addRow(tr("&Metrics port"), m_adminPort);
    connect(m_admin, &QCheckBox::toggled, m_adminPort, &QWidget::setEnabled);
    connect(m_admin, &QCheckBox::clicked, this, &ListeningPage::edited);
    return box;
}

void ListeningPage::read(const Settings& settings)
{
    const QSignalBlocker quiet(this);
    const QHostAddress& address = settings.receiver.address;
    m_address->clear();
    if (address == QHostAddress(QHostAddress::LocalHost))
        m_choice->setCurrentIndex(ThisMachine);
    else if (address == QHostAddress(QHostAddress::LocalHostIPv6))
        m_choice->setCurrentIndex(ThisMachineIPv6);
    else if (address == QHostAddress(QHostAddress::Any))
        m_choice->setCurrentIndex(Everywhere);
    else {
        m_choice->setCurrentIndex(GivenAddress);
        m_address->setText(address.toString());
    }
    m_port->setValue(settings.receiver.port);
    const http::Limits& limits = settings.receiver.limits;
    m_bodySize->setAmount(limits.maxBodyBytes);
    m_headerSize->setAmount(limits.maxHeaderBytes);
    m_headerTime->setAmount(limits.headerTimeout.count());
    m_bodyTime->setAmount(limits.bodyTimeout.count());
    m_idleTime->setAmount(limits.idleTimeout.count());
    m_connections->setValue(limits.maxConnections);
    m_connectionsPerPeer->setValue(limits.maxConnectionsPerPeer);
    m_admin->setChecked(settings.admin.isOn);
    m_adminPort->setValue(settings.admin.port);
    m_adminPort->setEnabled(settings.admin.isOn);
    showAddressRemarks();
}

void ListeningPage::write(Settings& settings) const
{
    settings.receiver.address = address();
    settings.receiver.port = static_cast<quint16>(m_port->value());
    http::Limits& limits = settings.receiver.limits;
    limits.maxBodyBytes = m_bodySize->amount();
    limits.maxHeaderBytes = m_headerSize->amount();
    limits.headerTimeout = milliseconds(m_headerTime->amount());
    limits.bodyTimeout = milliseconds(m_bodyTime->amount());
    limits.idleTimeout = milliseconds(m_idleTime->amount());
    limits.maxConnections = m_connections->value();
    limits.maxConnectionsPerPeer = m_connectionsPerPeer->value();
    settings.admin = {m_admin->isChecked(), static_cast<quint16>(m_adminPort->value())};
}

void ListeningPage::follow(const Settings& edited)
{
    m_isTlsServed = !edited.receiver.servedTls().isEmpty();
    showAddressRemarks();
}

QHostAddress ListeningPage::address() const
{
    switch (m_choice->currentIndex()) {
    case ThisMachine:
        return QHostAddress(QHostAddress::LocalHost);
    case ThisMachineIPv6:
        return QHostAddress(QHostAddress::LocalHostIPv6);
    case Everywhere:
        return QHostAddress(QHostAddress::Any);
    default:
        return QHostAddress(m_address->text().trimmed());
    }
}

QString ListeningPage::problem() const
{
    if (m_choice->currentIndex() != GivenAddress)
        return {};
    return flawText(addressFlaw(m_address->text().trimmed()));
}

void ListeningPage::showProblem()
{
    m_address->setFocus();
}

void ListeningPage::showAddressRemarks()
{
    m_address->setEnabled(m_choice->currentIndex() == GivenAddress);
    m_addressRemark->setRemark(problem());
    const bool isExposed = problem().isEmpty() && !address().isLoopback();
    QString exposure = tr("Other machines can reach the receiver at this address, strangers too where no firewall "
                          "stands between.");
    if (!m_isTlsServed)
        exposure += u' ' + tr("Serve TLS, or put a proxy with TLS in front.");
    m_exposure->setRemark(isExposed ? exposure : QString());
}

void ListeningPage::takeEdit()
{
    showAddressRemarks();
    Q_EMIT edited();
}

} // namespace kaunt
