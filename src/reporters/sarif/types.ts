/** Paths are relative to it. */
export const sourceRoot = '%SRCROOT%';

/** The part of SARIF 2.1.0 that is written here. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly SarifRun[];
  readonly properties?: { readonly omittedRuns: readonly string[] };
}

export interface SarifRun {
  readonly tool: { readonly driver: SarifDriver };
  readonly automationDetails: { readonly id: string };
  readonly columnKind: 'utf16CodeUnits';
  readonly originalUriBaseIds: Readonly<Record<string, { readonly description: SarifText }>>;
  readonly versionControlProvenance?: readonly {
    readonly repositoryUri: string;
    readonly revisionId: string;
    readonly branch: string;
    readonly mappedTo: { readonly uriBaseId: string };
  }[];
  readonly invocations: readonly {
    readonly executionSuccessful: true;
    readonly toolExecutionNotifications: readonly SarifNotification[];
  }[];
  readonly results: readonly SarifResult[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface SarifDriver {
  readonly name: string;
  readonly semanticVersion: string;
  readonly version: string;
  readonly rules: readonly SarifRule[];
  readonly notifications: readonly SarifDescriptor[];
}

export interface SarifText {
  readonly text: string;
}

export type SarifLevel = 'error' | 'warning' | 'note' | 'none';

export interface SarifDescriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: SarifText;
  readonly fullDescription: SarifText;
  readonly help: { readonly text: string; readonly markdown?: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
}

export interface SarifRule extends SarifDescriptor {
  readonly properties: {
    readonly tags: readonly string[];
    readonly precision: 'very-high';
    readonly 'problem.severity': 'error' | 'warning' | 'recommendation';
    readonly 'security-severity'?: string;
  };
}

export interface SarifLogicalLocation {
  readonly name: string;
  readonly fullyQualifiedName: string;
  readonly kind: 'resource';
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: 'fail' | 'pass' | 'open' | 'notApplicable';
  readonly level: SarifLevel;
  readonly message: SarifText;
  readonly locations: readonly [SarifLocation];
  readonly relatedLocations?: readonly SarifRelatedLocation[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly baselineState?: 'new' | 'unchanged' | 'absent';
  readonly suppressions?: readonly SarifSuppression[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn?: number;
}

export interface SarifPhysicalLocation {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
  readonly region: SarifRegion;
  readonly contextRegion?: { readonly startLine: number; readonly endLine: number };
}

export interface SarifLocation {
  readonly physicalLocation: SarifPhysicalLocation;
  readonly logicalLocations: readonly SarifLogicalLocation[];
}

/** A place that a message links by its id: `[module.web](1)`. */
export interface SarifRelatedLocation {
  readonly id: number;
  readonly message: SarifText;
  readonly physicalLocation: SarifPhysicalLocation;
}

export interface SarifSuppression {
  /** `inSource` for a comment beside a block, `external` for the policy. */
  readonly kind: 'external' | 'inSource';
  readonly status: 'accepted';
  readonly justification: string;
  readonly location?: { readonly physicalLocation: SarifPhysicalLocation };
}

export interface SarifNotification {
  readonly descriptor: { readonly id: string; readonly index: number };
  readonly associatedRule?: { readonly id: string; readonly index: number };
  readonly level: SarifLevel;
  readonly message: SarifText;
  readonly locations?: readonly { readonly logicalLocations: readonly SarifLogicalLocation[] }[];
}
