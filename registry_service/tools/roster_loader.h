// SPDX-License-Identifier: Apache-2.0
// Loads a roster: reads its rows, sends those that can be sent in streams, one after the other, and keeps account. Rows
// go in the order of the file and a stream begins when the one before it has ended, so that of two rows about one
// person the later wins; in a dry run, which stores nothing, each stream is sent again what it must know of those
// before it. Memory: the rows of one stream, in a dry run of all. Not shared between threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/tools/csv_reader.h"
#include "registry_service/tools/earlier_rows.h"
#include "registry_service/tools/roster_row.h"
#include "registry_service/tools/roster_tally.h"

namespace jiedui::registry {

// A stream's answer lists 10,000 outcomes at most, and 3 MB of them.
inline constexpr size_t kRowsPerStreamMax = 5'000;

// A stream of ImportPersons.
class PersonStream {
 public:
  virtual ~PersonStream() = default;
  // False once the stream has ended; Finish says why.
  virtual bool Write(const v1::ImportPersonsRequest& request) = 0;
  virtual absl::StatusOr<v1::BulkSummary> Finish() = 0;
};

// Where rows and words about them go.
struct LoaderOutlets {
  std::function<std::unique_ptr<PersonStream>()> open_stream;
  // Persons as they are registered, in the order of their names.
  std::function<absl::StatusOr<std::vector<v1::Person>>(const std::vector<std::string>& names)> read_persons;
  std::function<absl::Status(absl::string_view text)> write_error_file;  // may be null
  std::function<void(int64_t rows)> show_progress;                       // rows read so far
};

struct LoaderOptions {
  bool dry_run = false;        // the registry says what would happen, and changes nothing
  bool with_warnings = false;  // rows with warnings go to the error file too
};

class RosterLoader {
 public:
  // `rules` must outlive the loader.
  RosterLoader(const RosterRules& rules, LoaderOptions options, LoaderOutlets outlets)
      : rules_(rules), options_(options), outlets_(std::move(outlets)) {}

  // Loads all rows that `reader` has left. An error: the file, the registry or the error file failed; what was loaded
  // before stays, and tally() tells of it.
  absl::Status Load(CsvReader& reader);

  const RosterTally& tally() const { return tally_; }

 private:
  struct Row {
    CsvRow row;
    ReadRow read;
    std::string registered;  // the person, where she was registered before the row
  };

  bool Take(CsvRow row);
  bool Send(size_t position);
  bool Write(v1::ImportPersonsRequest& request, std::optional<size_t> position);
  absl::Status EndBatch();
  absl::Status Collect();
  absl::StatusOr<size_t> Apply(const v1::BulkSummary& summary, size_t first);
  void Note(const v1::RowOutcome& outcome, Row& row);
  absl::Status Review();
  absl::Status Tell(const Row& row);

  const RosterRules& rules_;
  const LoaderOptions options_;
  const LoaderOutlets outlets_;
  RosterTally tally_;
  std::vector<Row> batch_;
  std::vector<size_t> sent_;  // of the batch, in order: a position is one in here
  std::unique_ptr<PersonStream> stream_;
  std::vector<std::optional<size_t>> written_;  // positions of the stream's rows; none of those sent once more
  EarlierRows earlier_;                         // in a dry run
  std::set<std::string> foretold_;              // persons whom the stream of a dry run would create
  int64_t rows_read_ = 0;
};

}  // namespace jiedui::registry
