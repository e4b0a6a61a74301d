// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_index.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"

namespace jiedui::scheduler {
namespace {

using store::Family;

std::string Printable(absl::string_view key) { return absl::CHexEscape(key); }

// Every row can be read, and has its index rows.
template <typename Record>
class RowsHaveIndex final : public VerifyStep {
 public:
  RowsHaveIndex(const Verified& verified, const store::Table<Record>& table)
      : verified_(verified),
        table_(table),
        name_(absl::StrCat("ROWS ", table.prefix())),
        rest_(store::PrefixRange(table.prefix())) {}

  absl::string_view name() const override { return name_; }
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    return WalkRows(verified_.snapshot, Family::kRows, rest_, report,
                    [&](absl::string_view key, absl::string_view value) { return Visit(key, value, report); });
  }

 private:
  absl::Status Visit(absl::string_view row_key, absl::string_view value, VerifyReport& report) const {
    const absl::string_view key = row_key.substr(table_.prefix().size());
    ASSIGN_OR_RETURN(const Record record, table_.Decode(key, value));
    for (const std::string& index_key : table_.IndexKeys(key, record)) {
      ASSIGN_OR_RETURN(const auto there, verified_.snapshot.Get(Family::kIndex, index_key));
      if (!there.has_value())
        report.Add(5, {std::string(row_key), "no index row", absl::StrCat("index row ", Printable(index_key))});
    }
    return absl::OkStatus();
  }

  const Verified verified_;
  const store::Table<Record>& table_;
  const std::string name_;
  store::KeyRange rest_;
};

// Every row of an index is that of a record.
template <typename Record>
class IndexHasRows final : public VerifyStep {
 public:
  IndexHasRows(const Verified& verified, const store::Table<Record>& table, std::string prefix)
      : verified_(verified),
        table_(table),
        prefix_(std::move(prefix)),
        name_(absl::StrCat("INDEX ", prefix_)),
        rest_(store::PrefixRange(prefix_)) {}

  absl::string_view name() const override { return name_; }
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    return WalkRows(verified_.snapshot, Family::kIndex, rest_, report,
                    [&](absl::string_view key, absl::string_view) { return Visit(key, report); });
  }

 private:
  absl::Status Visit(absl::string_view index_key, VerifyReport& report) const {
    const auto key = store::KeyOfIndexRow(prefix_, index_key);
    if (!key.has_value()) return store::DamagedRow(Printable(index_key));
    ASSIGN_OR_RETURN(const auto record, table_.Find(verified_.snapshot, *key));
    std::vector<std::string> keys;
    if (record.has_value()) keys = table_.IndexKeys(*key, *record);
    if (std::find(keys.begin(), keys.end(), index_key) == keys.end())
      report.Add(5, {table_.RowKey(*key), absl::StrCat("index row ", Printable(index_key)),
                     record.has_value() ? "none: the row is not as it says" : "none: there is no such row"});
    return absl::OkStatus();
  }

  const Verified verified_;
  const store::Table<Record>& table_;
  const std::string prefix_;
  const std::string name_;
  store::KeyRange rest_;
};

// What lies between the tables, or between the indexes.
class StrayRows final : public VerifyStep {
 public:
  StrayRows(const Verified& verified, Family family, absl::string_view name, std::vector<std::string> prefixes)
      : verified_(verified), family_(family), name_(name), prefixes_(std::move(prefixes)) {
    std::sort(prefixes_.begin(), prefixes_.end());
    rest_.end = prefixes_.front();
    prefixes_.emplace_back();  // to the last key
  }

  absl::string_view name() const override { return name_; }
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    ASSIGN_OR_RETURN(const bool gap_ended, WalkRows(verified_.snapshot, family_, rest_, report,
                                                    [&](absl::string_view key, absl::string_view) {
                                                      report.Add(5, {Printable(key), "a row of no table", "none"});
                                                      return absl::OkStatus();
                                                    }));
    if (!gap_ended) return false;
    if (++at_ == prefixes_.size()) return true;
    rest_ = {.first = store::PrefixRange(prefixes_[at_ - 1]).end, .end = prefixes_[at_]};
    return false;
  }

 private:
  const Verified verified_;
  const Family family_;
  const absl::string_view name_;
  std::vector<std::string> prefixes_;
  size_t at_ = 0;
  store::KeyRange rest_;
};

}  // namespace

std::vector<std::unique_ptr<VerifyStep>> VerifyIndexes(const Verified& verified) {
  std::vector<std::unique_ptr<VerifyStep>> steps;
  std::vector<std::string> tables;
  std::vector<std::string> indexes;
  verified.tables.ForEach([&]<typename Record>(const store::Table<Record>& table) {
    tables.push_back(table.prefix());
    steps.push_back(std::make_unique<RowsHaveIndex<Record>>(verified, table));
    for (std::string& prefix : table.IndexPrefixes()) {
      indexes.push_back(prefix);
      steps.push_back(std::make_unique<IndexHasRows<Record>>(verified, table, std::move(prefix)));
    }
  });
  steps.push_back(std::make_unique<StrayRows>(verified, Family::kRows, "STRAY_ROWS", std::move(tables)));
  steps.push_back(std::make_unique<StrayRows>(verified, Family::kIndex, "STRAY_INDEX_ROWS", std::move(indexes)));
  return steps;
}

}  // namespace jiedui::scheduler
