// SPDX-License-Identifier: MIT
#include "ui/accessiblerole.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace kaunt {

namespace {

constexpr char roleProperty[] = "kauntAccessibleRole";

QAccessibleInterface* interfaceWithRole(const QString& /*className*/, QObject* object)
{
    const QVariant role = object ? object->property(roleProperty) : QVariant();
    auto* widget = qobject_cast<QWidget*>(object);
    if (!widget || !role.isValid())
        return nullptr;
    return new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt()));
}

} // namespace

void setAccessibleRole(QWidget& widget, QAccessible::Role role)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(interfaceWithRole);
        return true;
    }();
    Q_UNUSED(isInstalled)
    widget.setProperty(roleProperty, static_cast<int>(role));
    // One that was made before, for a name that was set, say, is of the old role.
    if (QAccessibleInterface* made = QAccessible::queryAccessibleInterface(&widget); made && made->role() != role)
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(made));
}

} // namespace kaunt
