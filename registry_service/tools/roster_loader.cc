// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_loader.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "registry_service/tools/cell_finding.h"
#include "registry_service/tools/error_file.h"
#include "registry_service/tools/registered_review.h"

namespace jiedui::registry {

using v1::RowFinding;
using v1::RowOutcome;

absl::Status RosterLoader::Load(CsvReader& reader) {
  if (outlets_.write_error_file != nullptr) RETURN_IF_ERROR(outlets_.write_error_file(ErrorFileHead(rules_.columns)));
  for (;;) {
    ASSIGN_OR_RETURN(std::optional<CsvRow> row, reader.Next());
    if (!row.has_value()) return EndBatch();
    outlets_.show_progress(++rows_read_);
    const bool goes_on = rules_.columns.IsUnused(*row) || Take(*std::move(row));
    if (!goes_on || batch_.size() == kRowsPerStreamMax) RETURN_IF_ERROR(EndBatch());
  }
}

// False once the stream has ended early.
bool RosterLoader::Take(CsvRow row) {
  ReadRow read = ReadRosterRow(row, rules_);
  batch_.push_back({.row = std::move(row), .read = std::move(read)});
  if (HasFindingOf(RowFinding::KIND_REFUSED, batch_.back().read.findings)) return true;
  sent_.push_back(batch_.size() - 1);
  return Send(sent_.size() - 1);
}

bool RosterLoader::Send(size_t position) {
  if (stream_ == nullptr) {
    stream_ = outlets_.open_stream();
    written_.clear();
    foretold_.clear();
    earlier_.BeginStream();
  }
  Row& row = batch_[sent_[position]];
  if (options_.dry_run)
    for (v1::ImportPersonsRequest& earlier : earlier_.Before(row.read.request, row.row.number))
      if (!Write(earlier, std::nullopt)) return false;
  return Write(row.read.request, position);
}

bool RosterLoader::Write(v1::ImportPersonsRequest& request, std::optional<size_t> position) {
  request.clear_options();
  if (written_.empty()) {
    request.mutable_options()->set_validate_only(options_.dry_run);
    request.mutable_options()->set_list_all_rows(true);
  }
  written_.push_back(position);
  return stream_->Write(request);
}

absl::Status RosterLoader::EndBatch() {
  RETURN_IF_ERROR(Collect());
  // The rows are loaded, whatever becomes of the review.
  absl::Status reviewed = Review();
  for (const Row& row : batch_) tally_.AddRow(row.read.findings);
  for (const Row& row : batch_) RETURN_IF_ERROR(Tell(row));
  batch_.clear();
  sent_.clear();
  return reviewed;
}

// Finishes the stream. Rows of which its answer does not tell, because it would be too long, are sent again: that is
// safe, and refuses the same ones.
absl::Status RosterLoader::Collect() {
  for (size_t first = 0; stream_ != nullptr;) {
    const absl::StatusOr<v1::BulkSummary> summary = std::exchange(stream_, nullptr)->Finish();
    if (!summary.ok())
      return absl::Status(summary.status().code(),
                          absl::StrCat("rows ", batch_.front().row.number, " to ", batch_.back().row.number,
                                       " may be loaded in part: ", summary.status().message()));
    if (first == 0 && !options_.dry_run) tally_.AddStream(*summary);
    ASSIGN_OR_RETURN(const size_t told, Apply(*summary, first));
    if (summary->outcomes_omitted() == 0) return absl::OkStatus();
    if (told == first) return absl::InternalError("the registry tells of no row");
    first = told;
    for (size_t i = first; i < sent_.size() && Send(i); ++i) {
    }
  }
  return absl::OkStatus();
}

// Adds to the rows sent, from `first`, what the registry found in them. Answers up to which one it tells.
absl::StatusOr<size_t> RosterLoader::Apply(const v1::BulkSummary& summary, size_t first) {
  const size_t expected = written_.size();
  if (static_cast<size_t>(summary.rows()) != expected)
    return absl::InternalError(absl::StrCat("the registry answers for ", summary.rows(), " rows of ", expected));
  size_t told = first;
  for (const RowOutcome& outcome : summary.outcomes()) {
    if (outcome.row() < 1 || static_cast<size_t>(outcome.row()) > expected)
      return absl::InternalError(absl::StrCat("the registry answers for row ", outcome.row(), " of ", expected));
    const std::optional<size_t> position = written_[static_cast<size_t>(outcome.row()) - 1];
    if (options_.dry_run && outcome.outcome() == RowOutcome::OUTCOME_CREATED) foretold_.insert(outcome.name());
    if (!position.has_value()) continue;
    told = *position + 1;
    if (options_.dry_run) tally_.AddOutcome(outcome.outcome());
    Note(outcome, batch_[sent_[*position]]);
  }
  return told;
}

void RosterLoader::Note(const RowOutcome& outcome, Row& row) {
  const bool was_there =
      outcome.outcome() == RowOutcome::OUTCOME_UPDATED || outcome.outcome() == RowOutcome::OUTCOME_UNCHANGED;
  if (was_there && foretold_.count(outcome.name()) == 0) row.registered = outcome.name();
  for (RowFinding& finding : FindingsIn(outcome)) row.read.findings.push_back(std::move(finding));
}

// Warns of what rows say of persons who were registered before them that no import can bring about.
absl::Status RosterLoader::Review() {
  std::map<std::string, std::vector<Row*>> rows;
  for (Row& row : batch_)
    if (!row.registered.empty() && NeedsReview(row.read)) rows[row.registered].push_back(&row);
  std::vector<std::string> names;
  names.reserve(rows.size());
  for (const auto& [name, of_person] : rows) names.push_back(name);
  if (names.empty()) return absl::OkStatus();
  const absl::StatusOr<std::vector<v1::Person>> persons = outlets_.read_persons(names);
  if (!persons.ok())
    return absl::Status(persons.status().code(),
                        absl::StrCat("the persons of rows ", batch_.front().row.number, " to ",
                                     batch_.back().row.number, " cannot be read: ", persons.status().message()));
  if (persons->size() != names.size()) return absl::InternalError("the registry answers with too few persons");
  auto person = persons->begin();
  for (auto& [name, of_person] : rows) {
    for (Row* const row : of_person)
      for (RowFinding& finding : ReviewAgainst(row->read, *person, rules_.organizations))
        row->read.findings.push_back(std::move(finding));
    ++person;
  }
  return absl::OkStatus();
}

// In the error file, where the row belongs there.
absl::Status RosterLoader::Tell(const Row& row) {
  const std::vector<RowFinding>& findings = row.read.findings;
  if (outlets_.write_error_file == nullptr) return absl::OkStatus();
  const bool refused = HasFindingOf(RowFinding::KIND_REFUSED, findings);
  const bool warned = options_.with_warnings && HasFindingOf(RowFinding::KIND_WARNED, findings);
  return refused || warned ? outlets_.write_error_file(ErrorFileRow(row.row, findings, rules_.columns))
                           : absl::OkStatus();
}

}  // namespace jiedui::registry
