// SPDX-License-Identifier: MIT
#include "tests/e2e/screenreader.h"

#include <QDBusArgument>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDBusVariant>

namespace kaunt::test {

namespace {

const QString accessible = QStringLiteral("org.a11y.atspi.Accessible");
const QString table = QStringLiteral("org.a11y.atspi.Table");
const QString registry = QStringLiteral("org.a11y.atspi.Registry");
const QString connectionName = QStringLiteral("screenreader");

QDBusConnection accessibilityBus()
{
    const QDBusMessage asked =
        QDBusMessage::createMethodCall(QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"),
                                       QStringLiteral("org.a11y.Bus"), QStringLiteral("GetAddress"));
    const QDBusReply<QString> address = QDBusConnection::sessionBus().call(asked);
    return QDBusConnection::connectToBus(address.value(), connectionName);
}

ScreenReader::Element elementIn(const QDBusArgument& argument)
{
    ScreenReader::Element element;
    QDBusObjectPath path;
    argument.beginStructure();
    argument >> element.service >> path;
    argument.endStructure();
    element.path = path.path();
    return element;
}

} // namespace

ScreenReader::ScreenReader()
    : m_bus(accessibilityBus())
{
    // Programs send only what somebody asks for.
    const Element root{registry, QStringLiteral("/org/a11y/atspi/registry")};
    (void)ask(root, registry, QStringLiteral("RegisterEvent"),
              {QStringLiteral("object:property-change:accessible-name")});
    m_bus.connect({}, {}, QStringLiteral("org.a11y.atspi.Event.Object"), QStringLiteral("PropertyChange"), this,
                  SLOT(takePropertyChange(QDBusMessage)));
}

ScreenReader::~ScreenReader()
{
    QDBusConnection::disconnectFromBus(connectionName);
}

/// What the new name is, Qt does not say.
void ScreenReader::takePropertyChange(const QDBusMessage& signal)
{
    if (signal.arguments().value(0).toString() == QLatin1String("accessible-name"))
        m_renamed.insert(signal.path(), {signal.service(), signal.path()});
}

QStringList ScreenReader::newNames() const
{
    QStringList names;
    for (const Element& element : m_renamed)
        names.append(name(element));
    return names;
}

QVariantList ScreenReader::ask(const Element& element, const QString& interface, const QString& method,
                               const QVariantList& arguments) const
{
    QDBusMessage call = QDBusMessage::createMethodCall(element.service, element.path, interface, method);
    call.setArguments(arguments);
    return m_bus.call(call).arguments();
}

QVariant ScreenReader::property(const Element& element, const QString& interface, const QString& name) const
{
    const QVariantList answer =
        ask(element, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"), {interface, name});
    return answer.value(0).value<QDBusVariant>().variant();
}

ScreenReader::Element ScreenReader::application(const QString& name) const
{
    const QList<Element> all = children({registry, QStringLiteral("/org/a11y/atspi/accessible/root")});
    for (const Element& one : all) {
        if (this->name(one) == name)
            return one;
    }
    return {};
}

QString ScreenReader::name(const Element& element) const
{
    return property(element, accessible, QStringLiteral("Name")).toString();
}

QString ScreenReader::role(const Element& element) const
{
    return ask(element, accessible, QStringLiteral("GetRoleName")).value(0).toString();
}

bool ScreenReader::isShowing(const Element& element) const
{
    constexpr int showingBit = 25; // ATSPI_STATE_SHOWING
    const auto states = qdbus_cast<QList<uint>>(ask(element, accessible, QStringLiteral("GetState")).value(0));
    return !states.isEmpty() && ((states.constFirst() >> showingBit) & 1U) != 0;
}

QList<ScreenReader::Element> ScreenReader::children(const Element& element) const
{
    QList<Element> found;
    const QVariantList answer = ask(element, accessible, QStringLiteral("GetChildren"));
    if (answer.isEmpty() || !answer.constFirst().canConvert<QDBusArgument>())
        return found;
    const auto list = answer.constFirst().value<QDBusArgument>();
    list.beginArray();
    while (!list.atEnd())
        found.append(elementIn(list));
    list.endArray();
    return found;
}

ScreenReader::Element ScreenReader::find(const Element& below, const QString& role, const QString& name) const
{
    const QList<Element> all = children(below);
    for (const Element& one : all) {
        if (this->role(one) == role && this->name(one) == name && isShowing(one))
            return one;
        if (this->role(one) == QLatin1String("table"))
            continue;
        if (Element deeper = find(one, role, name); !deeper.isNull())
            return deeper;
    }
    return {};
}

int ScreenReader::rows(const Element& element) const
{
    return property(element, table, QStringLiteral("NRows")).toInt();
}

QStringList ScreenReader::columnHeadings(const Element& element) const
{
    QStringList headings;
    const int columns = property(element, table, QStringLiteral("NColumns")).toInt();
    for (int column = 0; column < columns; ++column)
        headings.append(ask(element, table, QStringLiteral("GetColumnDescription"), {column}).value(0).toString());
    return headings;
}

QString ScreenReader::cellText(const Element& element, int row, int column) const
{
    const QVariantList answer = ask(element, table, QStringLiteral("GetAccessibleAt"), {row, column});
    return answer.isEmpty() ? QString() : name(elementIn(answer.constFirst().value<QDBusArgument>()));
}

} // namespace kaunt::test
