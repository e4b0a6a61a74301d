// SPDX-License-Identifier: Apache-2.0
// A data set as files: one for each RPC, numbered in the order of loading, named NN-registry.Service.Method.ndjson;
// each line one request in proto JSON, as `grpcurl -d @` takes it.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "deploy/demo/dataset.h"
#include "google/protobuf/message.h"

namespace jiedui::demo {

struct RpcFile {
  std::string name;                // "05-scheduler.CourseService.CreateCourse"
  std::vector<std::string> lines;  // JSON, without newlines
};

std::vector<RpcFile> ToFiles(const Dataset& dataset);

// A request as a line of a file.
std::string ToJson(const google::protobuf::Message& message);

// With the folders above it.
absl::Status MakeFolder(const std::string& folder);
absl::Status WriteTextFile(const std::string& path, absl::string_view text);

// Writes the files and manifest.json into `folder`, which is made if it is missing. UNAVAILABLE names what cannot be
// written.
absl::Status WriteFiles(const std::vector<RpcFile>& files, absl::string_view manifest, absl::string_view folder);

// Reads every *.ndjson of `folder`, by name; blank lines are left out. NOT_FOUND: no such folder, or none in it.
absl::StatusOr<std::vector<RpcFile>> ReadFiles(absl::string_view folder);

}  // namespace jiedui::demo
