// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QAbstractItemModel>

#include <memory>

namespace kaunt {

/// A JSON text as a tree, as it arrived: keys in their order, duplicates marked, numbers as their text. Rows are made
/// when they are asked for, a few hundred at a time, so that a huge array costs nothing until somebody scrolls through
/// it. The members of an outermost object or array are the top level. XML is a tree of the same kind (parseXml()), its
/// outermost element the top level. GUI thread.
class JsonTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, TypeColumn, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole, ///< RFC 9535, as in $.lines[0]['odd key']; of XML an XPath, as in /Event/Line[2]/@no
        OffsetRole,              ///< first byte of the value in the source
        LengthRole,              ///< in bytes
        DuplicateRole,           ///< true where the object has this key more than once
    };

    explicit JsonTreeModel(QObject* parent = nullptr);
    ~JsonTreeModel() override;

    /// `source` is what `root` was read from; it is what copies of objects and arrays are taken from.
    void setJson(std::shared_ptr<const JsonValue> root, const QByteArray& source);
    /// The same of what parseXml() has read.
    void setXml(std::shared_ptr<const JsonValue> document, const QByteArray& source);
    void clear();
    /// Whether the outermost fields are those of an event that the log knows, so that a filter has names for them.
    void setOfEvent(bool isOfEvent) { m_isOfEvent = isOfEvent; }
    /// It is the payload of deliveries, whose fields a filter finds by their paths.
    void setOfPayload() { m_isOfPayload = true; }
    /// The paths are those of JSON, which columns and filters know.
    [[nodiscard]] bool isJson() const { return m_json && !m_isXml; }

    /// The innermost value that holds this byte of the source, or the member whose key does.
    [[nodiscard]] QModelIndex indexAtByte(qsizetype offset);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;

    [[nodiscard]] Node* nodeOf(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const Node* node) const;
    void setTree(std::shared_ptr<const JsonValue> root, const QByteArray& source, bool isXml);
    void makeRows(Node* node, int count);
    [[nodiscard]] QString displayText(const Node& node, int column) const;
    [[nodiscard]] QString trueValueText(const Node& node) const;
    [[nodiscard]] QString shownValueText(const Node& node) const; ///< before it is made visible
    [[nodiscard]] static QString jsonPathOf(const Node& node);
    [[nodiscard]] static QString xmlPathOf(const Node& node);
    [[nodiscard]] QString pathOf(const Node& node) const { return m_isXml ? xmlPathOf(node) : jsonPathOf(node); }
    [[nodiscard]] bool isFoundByPath(const Node& node) const;
    [[nodiscard]] QString filterTermOf(const Node& node) const;

    std::shared_ptr<const JsonValue> m_json;
    QByteArray m_source;
    bool m_isXml = false;
    bool m_isOfEvent = false;
    bool m_isOfPayload = false;
    std::unique_ptr<Node> m_root;
};

} // namespace kaunt
