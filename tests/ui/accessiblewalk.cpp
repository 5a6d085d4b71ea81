// SPDX-License-Identifier: MIT
#include "tests/ui/accessiblewalk.h"

#include <QAccessible>
#include <QHash>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QTreeView>
#include <QWidget>

#include <algorithm>

namespace kaunt::test {

namespace {

using Role = QAccessible::Role;

constexpr int rowsLookedAt = 20;

bool isControl(Role role)
{
    switch (role) {
    case Role::PushButton:
    case Role::ButtonMenu:
    case Role::ButtonDropDown:
    case Role::CheckBox:
    case Role::RadioButton:
    case Role::EditableText:
    case Role::ComboBox:
    case Role::SpinBox:
    case Role::Slider:
    case Role::PageTab:
    case Role::PageTabList:
    case Role::MenuItem:
    case Role::Link:
    case Role::Table:
    case Role::Tree:
    case Role::List:
    case Role::Graphic:
    case Role::Dialog:
    case Role::ProgressBar:
        return true;
    default:
        return false;
    }
}

/// What a user may have to choose between by name alone.
bool isChosenByName(Role role)
{
    return isControl(role) && role != Role::MenuItem && role != Role::Dialog && role != Role::PageTabList;
}

bool hasWord(const QString& text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetterOrNumber(); });
}

class Walk {
public:
    void visit(QAccessibleInterface& element)
    {
        if (!element.isValid() || element.state().invisible)
            return;
        if (auto* view = qobject_cast<QAbstractItemView*>(element.object())) {
            visitView(*view);
            return;
        }
        lookAt(element);
        for (int i = 0; i < element.childCount(); ++i) {
            if (QAccessibleInterface* child = element.child(i))
                visit(*child);
        }
    }

    [[nodiscard]] const QStringList& findings() const { return m_findings; }

private:
    void add(const QAccessibleInterface& element, const QString& what)
    {
        QStringList path;
        for (const QObject* object = element.object(); object && path.size() < 3; object = object->parent())
            path.append(object->objectName().isEmpty() ? QString::fromLatin1(object->metaObject()->className())
                                                       : object->objectName());
        m_findings.append(QStringLiteral("%1: role %2 “%3” in %4")
                              .arg(what)
                              .arg(element.role())
                              .arg(element.text(QAccessible::Name), path.join(QLatin1String(" < "))));
    }

    /// By a new interface: a view tells the one that it has of changes only while assistive technology is there.
    void visitView(QAbstractItemView& view)
    {
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(QAccessible::queryAccessibleInterface(&view)));
        QAccessibleInterface* element = QAccessible::queryAccessibleInterface(&view);
        lookAt(*element);
        if (element->tableInterface() && element->role() != Role::List)
            lookAtTable(*element, view);
    }

    void lookAt(const QAccessibleInterface& element)
    {
        const Role role = element.role();
        const QString name = element.text(QAccessible::Name);
        const bool hasPlainRole =
            role == Role::NoRole || role == Role::Client || (role == Role::Pane && name.isEmpty());
        const auto* widget = qobject_cast<QWidget*>(element.object());
        if (hasPlainRole && element.state().focusable && !(widget && widget->focusProxy()))
            add(element, QStringLiteral("can have the focus, and no role says what it is"));
        if (isControl(role) && !hasWord(name))
            add(element, QStringLiteral("has no name"));
        if (role == Role::StaticText && !name.isEmpty() && !hasWord(name))
            add(element, QStringLiteral("is no more than a symbol"));
        if (element.text(QAccessible::Description).contains(QLatin1String("<span>")))
            add(element, QStringLiteral("is described in HTML"));
        if (const auto* label = qobject_cast<QLabel*>(element.object()))
            lookAtLabel(element, *label);
        if (!isChosenByName(role) || name.isEmpty())
            return;
        const QString chosenBy = QStringLiteral("%1 %2").arg(role).arg(name);
        if (m_chosenBy.contains(chosenBy))
            add(element, QStringLiteral("has the name of another of its kind, %1,").arg(m_chosenBy.value(chosenBy)));
        m_chosenBy.insert(chosenBy, element.object() ? element.object()->objectName() : QString());
    }

    void lookAtLabel(const QAccessibleInterface& element, const QLabel& label)
    {
        if (label.text().endsWith(u':') && !label.buddy())
            add(element, QStringLiteral("looks like a caption and leads to no field"));
    }

    void lookAtTable(QAccessibleInterface& element, const QAbstractItemView& view)
    {
        QAccessibleTableInterface* table = element.tableInterface();
        if (!view.model())
            return;
        const auto isShown = [&view](int column) {
            if (const auto* asTable = qobject_cast<const QTableView*>(&view))
                return !asTable->isColumnHidden(column);
            const auto* asTree = qobject_cast<const QTreeView*>(&view);
            return !asTree || !asTree->isColumnHidden(column);
        };
        for (int column = 0; column < table->columnCount(); ++column) {
            if (isShown(column) && hasHeader(view) && table->columnDescription(column).isEmpty())
                add(element, QStringLiteral("has no heading for column %1").arg(column));
        }
        for (int row = 0; row < std::min(table->rowCount(), rowsLookedAt); ++row) {
            QString text;
            for (int column = 0; column < table->columnCount(); ++column) {
                QAccessibleInterface* cell = isShown(column) ? table->cellAt(row, column) : nullptr;
                if (cell)
                    text += cell->text(QAccessible::Name);
            }
            if (text.trimmed().isEmpty())
                add(element, QStringLiteral("says nothing in row %1").arg(row));
        }
    }

    /// A tree may do without where it has but one column.
    [[nodiscard]] static bool hasHeader(const QAbstractItemView& view)
    {
        const auto* tree = qobject_cast<const QTreeView*>(&view);
        return !tree || !tree->isHeaderHidden() || view.model()->columnCount() > 1;
    }

    QStringList m_findings;
    QHash<QString, QString> m_chosenBy; ///< kind and name, of which object
};

} // namespace

QStringList accessibilityFindings(QWidget& window)
{
    QAccessibleInterface* element = QAccessible::queryAccessibleInterface(&window);
    if (!element)
        return {QStringLiteral("there is nothing for %1").arg(window.objectName())};
    Walk walk;
    walk.visit(*element);
    return walk.findings();
}

} // namespace kaunt::test
