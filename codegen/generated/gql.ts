/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment Tokens on SessionTokens {\n  accessToken\n  accessTokenExpiresAt\n  refreshToken\n  refreshTokenExpiresAt\n}\n\nquery Instance {\n  instance {\n    name\n  }\n}\n\nquery Viewer {\n  viewer {\n    id\n    handle\n    isOperator\n    isPersonProved\n    recoveryCodesLeft\n    createdAt\n  }\n}\n\nmutation RequestChallenge {\n  requestChallenge(input: {}) {\n    challenge\n    expiresAt\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation SignUp($input: SignUpInput!) {\n  signUp(input: $input) {\n    user {\n      id\n      handle\n    }\n    tokens {\n      ...Tokens\n    }\n    recoveryCodes\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation ClaimInstance($input: ClaimInstanceInput!) {\n  claimInstance(input: $input) {\n    user {\n      id\n      handle\n    }\n    tokens {\n      ...Tokens\n    }\n    recoveryCodes\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    user {\n      id\n      handle\n    }\n    tokens {\n      ...Tokens\n    }\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation RefreshSession($input: RefreshSessionInput!) {\n  refreshSession(input: $input) {\n    tokens {\n      ...Tokens\n    }\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation SignOut {\n  signOut(input: {}) {\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}": typeof types.TokensFragmentDoc,
    "query Node($id: ID!) {\n  node(id: $id) {\n    __typename\n    id\n  }\n}": typeof types.NodeDocument,
};
const documents: Documents = {
    "fragment Tokens on SessionTokens {\n  accessToken\n  accessTokenExpiresAt\n  refreshToken\n  refreshTokenExpiresAt\n}\n\nquery Instance {\n  instance {\n    name\n  }\n}\n\nquery Viewer {\n  viewer {\n    id\n    handle\n    isOperator\n    isPersonProved\n    recoveryCodesLeft\n    createdAt\n  }\n}\n\nmutation RequestChallenge {\n  requestChallenge(input: {}) {\n    challenge\n    expiresAt\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation SignUp($input: SignUpInput!) {\n  signUp(input: $input) {\n    user {\n      id\n      handle\n    }\n    tokens {\n      ...Tokens\n    }\n    recoveryCodes\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation ClaimInstance($input: ClaimInstanceInput!) {\n  claimInstance(input: $input) {\n    user {\n      id\n      handle\n    }\n    tokens {\n      ...Tokens\n    }\n    recoveryCodes\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    user {\n      id\n      handle\n    }\n    tokens {\n      ...Tokens\n    }\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation RefreshSession($input: RefreshSessionInput!) {\n  refreshSession(input: $input) {\n    tokens {\n      ...Tokens\n    }\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation SignOut {\n  signOut(input: {}) {\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}": types.TokensFragmentDoc,
    "query Node($id: ID!) {\n  node(id: $id) {\n    __typename\n    id\n  }\n}": types.NodeDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Tokens on SessionTokens {\n  accessToken\n  accessTokenExpiresAt\n  refreshToken\n  refreshTokenExpiresAt\n}\n\nquery Instance {\n  instance {\n    name\n  }\n}\n\nquery Viewer {\n  viewer {\n    id\n    handle\n    isOperator\n    isPersonProved\n    recoveryCodesLeft\n    createdAt\n  }\n}\n\nmutation RequestChallenge {\n  requestChallenge(input: {}) {\n    challenge\n    expiresAt\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation SignUp($input: SignUpInput!) {\n  signUp(input: $input) {\n    user {\n      id\n      handle\n    }\n    tokens {\n      ...Tokens\n    }\n    recoveryCodes\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation ClaimInstance($input: ClaimInstanceInput!) {\n  claimInstance(input: $input) {\n    user {\n      id\n      handle\n    }\n    tokens {\n      ...Tokens\n    }\n    recoveryCodes\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    user {\n      id\n      handle\n    }\n    tokens {\n      ...Tokens\n    }\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation RefreshSession($input: RefreshSessionInput!) {\n  refreshSession(input: $input) {\n    tokens {\n      ...Tokens\n    }\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}\n\nmutation SignOut {\n  signOut(input: {}) {\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}"): typeof import('./graphql.ts').TokensFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Node($id: ID!) {\n  node(id: $id) {\n    __typename\n    id\n  }\n}"): typeof import('./graphql.ts').NodeDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
